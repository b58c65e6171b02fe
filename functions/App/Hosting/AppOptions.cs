using Observability.App.Work;

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

    /// <summary>Blob of settings, looked at with every tick; in place of <see cref="ConfigFile"/>.</summary>
    public Uri? ConfigBlob { get; init; }

    /// <summary>Connection of Application Insights, for the app's own spans and counters; null: nobody is told.</summary>
    public string? Insights { get; init; }

    /// <summary>Due subjects from which on they are judged by several instances.</summary>
    public int ShareFrom { get; init; } = JudgeByQueue.Fewest;

    /// <summary>0..1: of the traces that begin here.</summary>
    public double TraceShare { get; init; } = 0.1;

    /// <summary>File of settings; null: none, what is learned holds.</summary>
    public string? ConfigFile { get; init; }
}
