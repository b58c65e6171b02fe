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
}

/// <summary>One source that is asked for what is new. We are the identity of the environment (managed identity, az login); no secret stands here.</summary>
public sealed record SourceSettings
{
    [Description("Lower-case letters, digits, - and _; at most 40.")]
    public required string Name { get; init; }

    public required SourceType Type { get; init; }

    [Description("How often it is asked: 1m to 7d. Without it: costs and metrics 1h, inventory and advice 1d, queries 15m.")]
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

    /// <summary>How often it is asked.</summary>
    public TimeSpan Rounds() => Every ?? Type switch
    {
        SourceType.AzureResources or SourceType.AzureAdvisor => TimeSpan.FromDays(1),
        SourceType.LogAnalytics => TimeSpan.FromMinutes(15),
        _ => TimeSpan.FromHours(1),
    };
}
