using Observability.Adapters.Yaml;

namespace Observability.Unit.Configuration;

public sealed class SourceRulesTests
{
    [Theory]
    [InlineData("azure-cost-export", "", "sources[0].container: a source of type azure-cost-export needs it")]
    [InlineData("azure-cost-export", "container: 'https://a.blob.core.windows.net/c?sig=x'", "sources[0].container: expected https://ACCOUNT.blob.core.windows.net/CONTAINER, without a signature: the identity reads it")]
    [InlineData("azure-resources", "subscriptions: [mine]", "sources[0].subscriptions[0]: expected the id (GUID) of a subscription")]
    [InlineData("azure-metrics", "resources: [x], metrics: [m], aggregation: averege", "sources[0].resources[0]: expected /subscriptions/…/resourceGroups/…/providers/TYPE/NAME\nsources[0].aggregation: expected average, total, maximum, minimum or count; did you mean \"average\"?")]
    [InlineData("azure-metrics", "resources: [/subscriptions/s/resourceGroups/g/providers/A/b/c], metrics: [m], interval: 2m", "sources[0].interval: expected 1m, 5m, 15m, 30m, 1h, 6h, 12h or 1d")]
    [InlineData("log-analytics", "workspace: w", "sources[0].query: a source of type log-analytics needs it\nsources[0].workspace: expected the id (GUID) of a workspace")]
    [InlineData("log-analytics", "workspace: 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d, query: T, every: 10s, back: 40d, late: 2d", "sources[0].every: expected 1m to 7d\nsources[0].back: expected up to 30d\nsources[0].late: expected up to 1d")]
    public void What_a_source_lacks_or_cannot_mean_is_named(string type, string rest, string problems)
    {
        string yaml = $"sources: [{{ name: s, type: {type}{(rest.Length == 0 ? "" : ", ")}{rest} }}]";

        Assert.Equal(problems.Split('\n').Order(StringComparer.Ordinal), YamlSettings.Read(yaml, "y").Problems.Select(p => $"{p.Field}: {p.Problem}").Order(StringComparer.Ordinal));
    }
}
