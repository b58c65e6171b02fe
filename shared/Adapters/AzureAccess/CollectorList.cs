using Azure.Core;
using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs.Producer;
using Observability.Adapters.AzureMonitor;
using Observability.Adapters.AzureResources;
using Observability.Adapters.CostManagement;
using Observability.Adapters.EventHubs;
using Observability.Adapters.Files;
using Observability.Adapters.Kafka;
using Observability.Core.Collectors;
using Observability.Core.Configuration;

namespace Observability.Adapters.AzureAccess;

/// <summary>The kinds of source there are. A new one is one class and one line here.</summary>
public static class CollectorList
{
    /// <param name="credential">Who we are; made on first use.</param>
    /// <param name="secrets">Where passwords are; one that cannot be read is refused by the source.</param>
    public static IReadOnlyList<ICollector> Of(IReadOnlyList<SourceSettings> sources, Func<TokenCredential> credential, Secrets secrets, AzureConnection connection) =>
    [
        .. sources.Select<SourceSettings, ICollector>(source => source.Type switch
        {
            SourceType.AzureCostExport => CostExports.Of(source, credential(), connection),
            SourceType.AzureResources => new ResourceGraph(source, credential(), connection),
            SourceType.AzureAdvisor => new Advisor(source, credential(), connection),
            SourceType.AzureMetrics => new Metrics(source, credential(), connection),
            SourceType.LogAnalytics => new LogQuery(source, credential(), connection, Formats.All),
            SourceType.EventHubs => new HubEvents(source, new(() => new EventHubConsumerClient(source.ConsumerGroup, source.Namespace, source.Hub, credential()))),
            SourceType.Kafka => new TopicEvents(source, () => Password(source, secrets)),
            _ => throw new ArgumentOutOfRangeException(nameof(sources), source.Type, "no such type of source"),
        }),
    ];

    /// <summary>The collectors of the settings that hold now; made again when others do.</summary>
    public static Func<IReadOnlyList<ICollector>> Following(Func<Settings> settings, Func<TokenCredential> credential, Secrets secrets, AzureConnection connection)
    {
        Lock gate = new();
        Settings? of = null;
        IReadOnlyList<ICollector> made = [];
        return () =>
        {
            lock (gate)
            {
                Settings now = settings();
                (of, made) = ReferenceEquals(of, now) ? (of, made) : (now, Of(now.Sources, credential, secrets, connection));
                return made;
            }
        };
    }

    /// <summary>What publishes to a source that is a stream; null when it is none.</summary>
    public static IEventSender? SenderTo(SourceSettings source, Func<TokenCredential> credential, Secrets secrets) => source.Type switch
    {
        SourceType.EventHubs => new HubSender(new EventHubProducerClient(source.Namespace, source.Hub, credential())),
        SourceType.Kafka => new TopicSender(source, Password(source, secrets)),
        _ => null,
    };

    private static string? Password(SourceSettings source, Secrets secrets) => source.Password is { } password ? secrets.Resolve(password) : null;
}
