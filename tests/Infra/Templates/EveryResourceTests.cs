using System.Text.RegularExpressions;

namespace Observability.Infra.Templates;

/// <summary>What has to hold of every resource: its name, its tags, what it tells of itself.</summary>
public sealed partial class EveryResourceTests(Bicep bicep)
{
    // Azure's rules for names (learn.microsoft.com: naming rules and restrictions for Azure resources).
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Consumption/budgets"] = "^[A-Za-z0-9_-]{1,63}$",
        ["Microsoft.EventGrid/systemTopics"] = "^[A-Za-z0-9-]{3,50}$",
        ["Microsoft.EventHub/namespaces"] = "^[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]$",
        ["Microsoft.Insights/actionGroups"] = "^[^:<>+/&%\\\\?]{1,260}$",
        ["Microsoft.Insights/components"] = "^[^%&\\\\?/]{1,260}$",
        ["Microsoft.Insights/dataCollectionEndpoints"] = "^[A-Za-z][A-Za-z0-9-]{1,42}[A-Za-z0-9]$",
        ["Microsoft.Insights/dataCollectionRules"] = "^[A-Za-z][A-Za-z0-9_.-]{1,63}$",
        ["Microsoft.Insights/metricAlerts"] = "^[^*#&+:<>?@%{}\\\\/]{1,260}$",
        ["Microsoft.Insights/privateLinkScopes"] = "^[A-Za-z0-9_.()-]{1,255}$",
        ["Microsoft.Insights/scheduledQueryRules"] = "^[^*<>%{}&:\\\\?/#]{1,260}$",
        ["Microsoft.Insights/workbooks"] = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        ["Microsoft.KeyVault/vaults"] = "^[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$",
        ["Microsoft.Network/natGateways"] = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,78}[A-Za-z0-9_]$",
        ["Microsoft.Network/networkSecurityGroups"] = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,78}[A-Za-z0-9_]$",
        ["Microsoft.Network/privateDnsZones"] = "^(privatelink\\.|\\[format\\('privatelink\\.)",
        ["Microsoft.Network/privateEndpoints"] = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]$",
        ["Microsoft.Network/publicIPAddresses"] = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,78}[A-Za-z0-9_]$",
        ["Microsoft.Network/virtualNetworks"] = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]$",
        ["Microsoft.OperationalInsights/workspaces"] = "^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$",
        ["Microsoft.Storage/storageAccounts"] = "^[a-z0-9]{3,24}$",
        ["Microsoft.Web/serverfarms"] = "^[A-Za-z0-9-]{1,60}$",
        ["Microsoft.Web/sites"] = "^[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]$",
    };

    // Have no tags in Azure, or none of their own.
    private static readonly string[] Untagged = ["Microsoft.Authorization/", "Microsoft.Consumption/budgets", "Microsoft.Insights/diagnosticSettings"];

    // Tell nothing of themselves, or tell it through what they belong to.
    private static readonly string[] Silent =
    [
        "Microsoft.Authorization/", "Microsoft.Consumption/", "Microsoft.Insights/", "Microsoft.ManagedIdentity/", "Microsoft.Web/serverfarms", "Microsoft.Network/natGateways",
        "Microsoft.Network/privateDnsZones", "Microsoft.Network/privateEndpoints", "Microsoft.Storage/storageAccounts/managementPolicies",
    ];

    public static TheoryData<string> All => Deployments.Names;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Names_are_within_the_limits_of_Azure(string name) => Assert.All(
        (await bicep.PredictAsync(name)).Resources.Where(r => r.Type.Count(c => c == '/') == 1 && !Untagged.Skip(2).Concat(Untagged.Take(1)).Any(u => r.Type.StartsWith(u, StringComparison.OrdinalIgnoreCase))),
        r => Assert.Matches(Names.GetValueOrDefault(r.Type) ?? throw new InvalidOperationException($"no rule for names of {r.Type}"), r.Name));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Names_that_are_shared_with_all_of_Azure_are_told_apart_by_the_resource_group(string name)
    {
        Predicted made = await bicep.PredictAsync(name);
        string[] shared = ["Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults", "Microsoft.EventHub/namespaces", "Microsoft.Web/sites"];

        Assert.All(made.Resources.Where(r => shared.Contains(r.Type)), r => Assert.Matches("[a-z0-9]{8}$", r.Name));
        Assert.Single(made.Resources.Where(r => shared.Contains(r.Type)).Select(r => r.Name[^8..]).Distinct());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Hosts_that_share_a_storage_account_have_names_of_their_own(string name)
    {
        string[] ids = [.. (await bicep.PredictAsync(name)).Of("Microsoft.Web/sites/config").Select(s => s["AzureFunctionsWebHost__hostid"]!)];

        Assert.All(ids, id => Assert.Matches("^[a-z0-9][a-z0-9-]{0,30}[a-z0-9]$", id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_resource_that_can_have_tags_says_product_and_environment(string name) => Assert.All(
        (await bicep.PredictAsync(name)).Resources.Where(r => r.Type.Count(c => c == '/') == 1 && !Untagged.Any(u => r.Type.StartsWith(u, StringComparison.OrdinalIgnoreCase))),
        r =>
        {
            Assert.Equal("observability", (string?)r.Json["tags"]?["product"]);
            Assert.NotNull(r.Json["tags"]!["env"]);
        });

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_resource_that_can_tell_of_itself_tells_the_workspace(string name)
    {
        Predicted made = await bicep.PredictAsync(name);
        ILookup<string, PredictedResource> told = made.Of("Microsoft.Insights/diagnosticSettings").ToLookup(d => Within().Replace(d.Id, ""), StringComparer.OrdinalIgnoreCase);
        PredictedResource[] tellers =
        [
            .. made.Resources.Where(r => !Silent.Any(s => r.Type.StartsWith(s, StringComparison.OrdinalIgnoreCase))
                && (r.Type.Count(c => c == '/') == 1 || r.Type.StartsWith("Microsoft.Storage/storageAccounts/", StringComparison.Ordinal) && r.Type.Count(c => c == '/') == 2)),
        ];

        Assert.NotEmpty(tellers);
        Assert.All(tellers, r => Assert.Equal(made.One("Microsoft.OperationalInsights/workspaces").Id, Assert.Single(told[r.Id])["workspaceId"]));
    }

    [GeneratedRegex("/providers/Microsoft.Insights/diagnosticSettings/workspace$", RegexOptions.IgnoreCase)]
    private static partial Regex Within();
}
