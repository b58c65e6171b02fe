using Azure.Core;
using Observability.Adapters.AzureMonitor;
using Observability.Adapters.AzureResources;
using Observability.Adapters.CostManagement;
using Observability.Adapters.Files;
using Observability.Core.Collectors;
using Observability.Core.Configuration;

namespace Observability.Adapters.Azure;

/// <summary>The kinds of source there are. A new one is one class and one line here.</summary>
public static class CollectorList
{
    /// <param name="credential">Who we are; made on first use.</param>
    public static IReadOnlyList<ICollector> Of(IReadOnlyList<SourceSettings> sources, Func<TokenCredential> credential, AzureConnection connection) =>
    [
        .. sources.Select<SourceSettings, ICollector>(source => source.Type switch
        {
            SourceType.AzureCostExport => CostExports.Of(source, credential(), connection),
            SourceType.AzureResources => new ResourceGraph(source, credential(), connection),
            SourceType.AzureAdvisor => new Advisor(source, credential(), connection),
            SourceType.AzureMetrics => new Metrics(source, credential(), connection),
            SourceType.LogAnalytics => new LogQuery(source, credential(), connection, Formats.All),
            _ => throw new ArgumentOutOfRangeException(nameof(sources), source.Type, "no such type of source"),
        }),
    ];
}
