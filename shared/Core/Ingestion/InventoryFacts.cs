namespace Observability.Core.Ingestion;

/// <summary>A resource of a cloud, as its inventory lists it.</summary>
public sealed record ResourceFact : Fact
{
    /// <summary>As given; compared without regard to case.</summary>
    public required string Id { get; init; }

    /// <summary>Lower case, for example <c>microsoft.compute/disks</c>.</summary>
    public required string Type { get; init; }

    public required string Name { get; init; }

    public string? Location { get; init; }

    /// <summary>Name of its size or tier; null where it has none.</summary>
    public string? Sku { get; init; }

    /// <summary>Id of what uses it, for example the machine of a disk; null: nothing, or not said.</summary>
    public string? ManagedBy { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>A way to pay less that the cloud itself found.</summary>
public sealed record AdviceFact : Fact
{
    /// <summary>Of the advice, as given; compared without regard to case.</summary>
    public required string Id { get; init; }

    /// <summary>Which of the provider's own rules found it.</summary>
    public required string Rule { get; init; }

    /// <summary>Resource or subscription that it is about.</summary>
    public required string Resource { get; init; }

    /// <summary>One line; from outside.</summary>
    public required string Title { get; init; }

    /// <summary>What would be saved a month of 30 days; null when the provider does not say.</summary>
    public decimal? Saving { get; init; }

    /// <summary>Three letters; null when there is no amount.</summary>
    public string? Currency { get; init; }

    /// <summary>What it is about within the resource, for example a size and a region: several answers about one thing share it.</summary>
    public string Thing { get; init; } = "";

    /// <summary>How long one commits oneself, as ISO 8601 (<c>P1Y</c>); null: not at all.</summary>
    public string? Term { get; init; }

    /// <summary>Days of use that it rests on; null when not said.</summary>
    public int? LookbackDays { get; init; }

    /// <summary>When the provider last looked.</summary>
    public DateTimeOffset? Updated { get; init; }
}
