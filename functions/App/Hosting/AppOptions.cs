namespace Observability.App.Hosting;

/// <summary>What the app is told by its settings, checked as a whole when it starts.</summary>
public sealed record AppOptions
{
    /// <summary>Where tables, blobs and the work queue of the app are.</summary>
    public required StorageAccount Storage { get; init; }

    /// <summary>Where the store is, when it is not the tables of <see cref="Storage"/>.</summary>
    public Uri? Tables { get; init; }

    /// <summary>Client id of the identity that the app has; null: the one that the system gave it.</summary>
    public string? ClientId { get; init; }

    /// <summary>What callers must send; null: only signed links are answered.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Containers whose blobs may be read.</summary>
    public IReadOnlyList<Uri> Exports { get; init; } = [];

    /// <summary>File of settings; null: none, what is learned holds.</summary>
    public string? ConfigFile { get; init; }
}
