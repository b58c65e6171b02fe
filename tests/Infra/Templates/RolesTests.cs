using System.Text.RegularExpressions;

namespace Observability.Infra.Templates;

/// <summary>Who may do what. The table below is the whole of it; the docs say why.</summary>
public sealed partial class RolesTests(Bicep bicep)
{
    private const string Service = "the service";
    private const string Operators = "operators";
    private const string Senders = "lineage senders";
    private const string Topic = "Event Grid";

    // Who, which role, on what.
    private static readonly (string Who, string Role, string On)[] Table =
    [
        (Service, "storageBlobDataOwner", "storageAccounts"),
        (Service, "storageQueueDataContributor", "storageAccounts"),
        (Service, "storageTableDataContributor", "storageAccounts"),
        (Service, "eventHubsDataReceiver", "eventhubs lineage"),
        (Service, "keyVaultSecretsUser", "vaults"),
        (Service, "monitoringMetricsPublisher", "dataCollectionRules"),
        (Service, "monitoringMetricsPublisher", "components"),
        (Service, "reader", "watched subscription"),
        (Service, "costManagementReader", "watched subscription"),
        (Topic, "storageQueueDataMessageSender", "queues obs-work"),
        (Operators, "storageBlobDataContributor", "containers config"),
        (Operators, "keyVaultSecretsOfficer", "vaults"),
        (Operators, "logAnalyticsReader", "workspaces"),
        (Senders, "eventHubsDataSender", "eventhubs lineage"),
    ];

    public static TheoryData<string> All => Deployments.Names;

    [Fact]
    public async Task In_production_the_roles_are_those_of_the_table_and_no_others() =>
        Assert.Equal(Table.Order(), Given(await bicep.PredictAsync("prod")).Order());

    [Theory]
    [MemberData(nameof(All))]
    public async Task No_deployment_gives_a_role_that_is_not_in_the_table(string name) =>
        Assert.Empty(Given(await bicep.PredictAsync(name)).Except(Table));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_assignment_says_what_it_is_given_to_and_has_a_name_that_stays(string name) => Assert.All(
        (await bicep.PredictAsync(name)).Of("Microsoft.Authorization/roleAssignments"),
        r =>
        {
            Assert.Matches("^(ServicePrincipal|Group|User)$", r["principalType"]);
            Assert.Matches(@"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\[guid\('/subscriptions/[^)]*reference\([^)]*\)\.principalId, '[0-9a-f-]{36}'\)\])$", r.Name);
        });

    [Theory]
    [MemberData(nameof(All))]
    public async Task No_two_assignments_have_one_name(string name)
    {
        IReadOnlyList<PredictedResource> roles = (await bicep.PredictAsync(name)).Of("Microsoft.Authorization/roleAssignments");

        Assert.Equal(roles.Count, roles.Select(r => r.Name).Distinct().Count());
    }

    [Fact]
    public void The_docs_say_of_every_row_of_the_table_why()
    {
        string docs = Repository.Text("docs", "azure.md");
        Assert.All(Table, row => Assert.Matches($@"\| {Regex.Escape(row.Who)} \| `{row.Role}` \| {Regex.Escape(row.On)} \| \S.+\|", docs));
    }

    private static IEnumerable<(string Who, string Role, string On)> Given(Predicted made)
    {
        Dictionary<string, string> roles = RoleName().Matches(Repository.Text("infra-bicep", "modules", "types.bicep")).ToDictionary(m => m.Groups[2].Value, m => m.Groups[1].Value);
        return made.Of("Microsoft.Authorization/roleAssignments").Select(r => (Who(r["principalId"]!), roles[r["roleDefinitionId"]![^36..]], On(r))).Distinct();
    }

    private static string Who(string principal) => principal switch
    {
        _ when principal.Contains("userAssignedIdentities", StringComparison.Ordinal) => Service,
        _ when principal.Contains("systemTopics", StringComparison.Ordinal) => Topic,
        _ when principal.StartsWith('1') => Operators,
        _ when principal.StartsWith('2') => Senders,
        _ => principal,
    };

    // The last part of what the assignment stands on; its name where it is ours to give.
    private static string On(PredictedResource role)
    {
        string scope = Extended().Match(role.Id) is { Success: true } known ? known.Groups[1].Value : AssignmentTail().Replace(role.Id, "");
        if (scope.Count(c => c == '/') < 3)
        {
            return "watched subscription";
        }

        string[] parts = scope.Split('/');
        return parts[^2] is "eventhubs" or "queues" or "containers" ? $"{parts[^2]} {parts[^1]}" : parts[^2];
    }

    [GeneratedRegex(@"^  (\w+): '([0-9a-f-]{36})'$", RegexOptions.Multiline)]
    private static partial Regex RoleName();

    // Where the name is known only in Azure, the id is an expression that begins with what the assignment stands on.
    [GeneratedRegex(@"^\[(?:extension|subscription)ResourceId\('([^']+)'")]
    private static partial Regex Extended();

    [GeneratedRegex(@"/providers/Microsoft\.Authorization/roleAssignments/.*$", RegexOptions.Singleline)]
    private static partial Regex AssignmentTail();
}
