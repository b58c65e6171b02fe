using System.Text.RegularExpressions;

namespace Observability.Infra.Templates;

/// <summary>What is there under which parameters.</summary>
public sealed partial class ShapeTests(Bicep bicep)
{
    private static readonly string[] Functions = ["DueTimer", "Http", "LineageEvents", "WorkMessages"];

    public static TheoryData<string> All => Deployments.Names;

    [Fact]
    public async Task One_app_does_everything_but_read_a_hub_that_is_not_there()
    {
        Predicted made = await bicep.PredictAsync("dev");

        Assert.Equal("2048", made.One("Microsoft.Web/sites")["functionAppConfig.scaleAndConcurrency.instanceMemoryMB"]);
        Assert.Equal(["LineageEvents"], Off(made.One("Microsoft.Web/sites/config")));
        Assert.Empty(made.Of("Microsoft.EventHub/namespaces"));
    }

    [Fact]
    public async Task Of_two_apps_each_does_what_the_other_does_not_and_the_one_that_takes_in_is_small()
    {
        Predicted made = await bicep.PredictAsync("prod");
        PredictedResource[] apps = [.. made.Of("Microsoft.Web/sites/config").OrderBy(a => a.Name, StringComparer.Ordinal)];

        Assert.Equal([["DueTimer", "WorkMessages"], ["Http", "LineageEvents"]], apps.Select(Off));
        Assert.Equal(["512", "2048"], made.Of("Microsoft.Web/sites").OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => a["functionAppConfig.scaleAndConcurrency.instanceMemoryMB"]));
        Assert.Equal(2, made.Of("Microsoft.Web/sites").Select(a => a["functionAppConfig.deployment.storage.value"]).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_settings_are_those_that_the_docs_list(string name)
    {
        string docs = Repository.Text("docs", "azure.md");
        string[] settings = [.. (await bicep.PredictAsync(name)).Of("Microsoft.Web/sites/config").SelectMany(s => ((System.Text.Json.Nodes.JsonObject)s.Json["properties"]!).Select(p => p.Key)).Distinct()];

        Assert.All(settings.Select(s => Disabled().Replace(s, "AzureWebJobs.NAME.Disabled")), s => Assert.Contains($"| `{s}` |", docs, StringComparison.Ordinal));
    }

    [Fact]
    public void The_docs_list_every_parameter_of_main()
    {
        string docs = Repository.Text("docs", "azure.md");
        string[] parameters = [.. Parameter().Matches(Repository.Text("infra-bicep", "main.bicep")).Select(m => m.Groups[1].Value)];

        Assert.True(parameters.Length > 20);
        Assert.All(parameters, p => Assert.Contains($"| `{p}` |", docs, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_new_export_puts_a_message_into_the_queue_of_work_and_nothing_else_does(string name)
    {
        PredictedResource subscription = (await bicep.PredictAsync(name)).One("Microsoft.EventGrid/systemTopics/eventSubscriptions");

        Assert.Equal("""["Microsoft.Storage.BlobCreated"]""", subscription["filter.includedEventTypes"]);
        Assert.Equal("/blobServices/default/containers/exports/", subscription["filter.subjectBeginsWith"]);
        Assert.Equal(("StorageQueue", "obs-work"), (subscription["deliveryWithResourceIdentity.destination.endpointType"], subscription["deliveryWithResourceIdentity.destination.properties.queueName"]));
        Assert.Equal("SystemAssigned", subscription["deliveryWithResourceIdentity.identity.type"]);
        Assert.Null(subscription["destination"]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_alert_is_on_and_tells_the_action_group(string name)
    {
        Predicted made = await bicep.PredictAsync(name);
        string group = made.One("Microsoft.Insights/actionGroups").Id;

        Assert.NotNull(made.One("Microsoft.Insights/actionGroups")["emailReceivers.0.emailAddress"]);
        Assert.All(made.Of("Microsoft.Insights/scheduledQueryRules"), a => Assert.Equal(("true", group), (a["enabled"], a["actions.actionGroups.0"])));
        Assert.All(made.Of("Microsoft.Insights/metricAlerts"), a => Assert.Equal(("true", group), (a["enabled"], a["actions.0.actionGroupId"])));
        Assert.Equal(group, made.One("Microsoft.Consumption/budgets")["notifications.actualOver80.contactGroups.0"]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Silence_of_the_service_for_a_quarter_of_an_hour_is_an_alert(string name)
    {
        PredictedResource alert = Assert.Single((await bicep.PredictAsync(name)).Of("Microsoft.Insights/scheduledQueryRules"), a => a.Name.StartsWith("alert-no-tick-", StringComparison.Ordinal));

        Assert.Equal(("PT15M", "Count", "LessThan", "1"), (alert["windowSize"], alert["criteria.allOf.0.timeAggregation"], alert["criteria.allOf.0.operator"], alert["criteria.allOf.0.threshold"]));
        Assert.Contains("ObsTicks_CL", alert["criteria.allOf.0.query"], StringComparison.Ordinal);
    }

    private static string[] Off(PredictedResource settings) =>
        [.. Functions.Where(f => settings.Json["properties"]![$"AzureWebJobs.{f}.Disabled"] is not null).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^param (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^AzureWebJobs\.\w+\.Disabled$")]
    private static partial Regex Disabled();
}
