using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>What a source is.</summary>
public enum SourceType
{
    /// <summary>Cost Management exports (FOCUS) in a container of Blob storage.</summary>
    AzureCostExport,

    /// <summary>Inventory by Azure Resource Graph.</summary>
    AzureResources,

    /// <summary>Cost recommendations of Azure Advisor.</summary>
    AzureAdvisor,

    /// <summary>Azure Monitor metrics of resources.</summary>
    AzureMetrics,

    /// <summary>A query to a Log Analytics workspace.</summary>
    LogAnalytics,

    /// <summary>OpenLineage events in an event hub.</summary>
    EventHubs,

    /// <summary>OpenLineage events in a topic of Kafka.</summary>
    Kafka,
}

/// <summary>One source that is asked for what is new. We are the identity of the environment (managed identity, az login); no secret stands here.</summary>
public sealed record SourceSettings
{
    [Description("Lower-case letters, digits, - and _; at most 40.")]
    public required string Name { get; init; }

    public required SourceType Type { get; init; }

    [Description("How often it is asked: 1m to 7d, event-hubs and kafka from 1s. Without it: costs and metrics 1h, inventory and advice 1d, queries 15m, event-hubs and kafka 5s.")]
    public TimeSpan? Every { get; init; }

    [Description("azure-cost-export: address of the container, https://ACCOUNT.blob.core.windows.net/CONTAINER.")]
    public string? Container { get; init; }

    [Description("azure-cost-export: folder of the export in the container. Without it: all of the container.")]
    public string Prefix { get; init; } = "";

    [Description("azure-resources, azure-advisor: ids of subscriptions. Without any: all that the identity may read.")]
    public IReadOnlyList<string> Subscriptions { get; init; } = [];

    [Description("azure-resources: which resources, as a Resource Graph query that keeps id, name, type, location, sku, tags and managedBy. Without it: all.")]
    public string? Where { get; init; }

    [Description("azure-metrics: ids of the resources.")]
    public IReadOnlyList<string> Resources { get; init; } = [];

    [Description("azure-metrics: names of the metrics.")]
    public IReadOnlyList<string> Metrics { get; init; } = [];

    [Description("azure-metrics: average, total, maximum, minimum or count.")]
    public string Aggregation { get; init; } = "average";

    [Description("azure-metrics: how long one value stands for: 1m, 5m, 15m, 30m, 1h, 6h, 12h or 1d.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    [Description("log-analytics: id (GUID) of the workspace.")]
    public string? Workspace { get; init; }

    [Description("log-analytics: a KQL query whose columns are those of a plain CSV: dataset,time[,rows,bytes]; job,run_id,start,end,status[,…]; or series,time,value.")]
    public string? Query { get; init; }

    [Description("log-analytics, azure-metrics: how far back the first collection goes: up to 30d.")]
    public TimeSpan Back { get; init; } = TimeSpan.FromDays(1);

    [Description("log-analytics, azure-metrics: how late rows may still arrive; so much is asked for again each time. Up to 1d.")]
    public TimeSpan Late { get; init; } = TimeSpan.FromMinutes(15);

    [Description("event-hubs: NAME.servicebus.windows.net.")]
    public string? Namespace { get; init; }

    [Description("event-hubs: name of the hub.")]
    public string? Hub { get; init; }

    [Description("event-hubs: consumer group.")]
    public string ConsumerGroup { get; init; } = "$Default";

    [Description("kafka: HOST:PORT of brokers, separated by commas.")]
    public string? Brokers { get; init; }

    [Description("kafka: name of the topic.")]
    public string? Topic { get; init; }

    [Description("kafka: whether the connection is encrypted (TLS).")]
    public bool Tls { get; init; } = true;

    [Description("kafka: user name for SASL PLAIN; without it, none is sent.")]
    public string? User { get; init; }

    [Description("kafka: env:NAME or file:PATH that holds the password of the user.")]
    public SecretReference? Password { get; init; }

    /// <summary>Whether it is a stream of messages, read every few seconds.</summary>
    public bool Streams() => Type is SourceType.EventHubs or SourceType.Kafka;

    /// <summary>How often it is asked.</summary>
    public TimeSpan Rounds() => Every ?? Type switch
    {
        SourceType.AzureResources or SourceType.AzureAdvisor => TimeSpan.FromDays(1),
        SourceType.LogAnalytics => TimeSpan.FromMinutes(15),
        SourceType.EventHubs or SourceType.Kafka => TimeSpan.FromSeconds(5),
        _ => TimeSpan.FromHours(1),
    };
}
