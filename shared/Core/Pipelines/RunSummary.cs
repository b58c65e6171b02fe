using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Core.Pipelines;

/// <summary>A run as an index row keeps it.</summary>
/// <param name="Ended">null while it is not over.</param>
public sealed record RunSummary(Subject Job, string RunId, RunState State, DateTimeOffset Started, DateTimeOffset? Ended)
{
    /// <summary>0 when the source does not count.</summary>
    public int Attempt { get; init; }

    public long? Rows { get; init; }

    public DateTimeOffset? Scheduled { get; init; }

    public RunCause Cause { get; init; }

    public string? ParentRunId { get; init; }

    public TimeSpan? Duration => Ended is { } end ? (end > Started ? end - Started : TimeSpan.Zero) : null;

    public static RunSummary Of(Run run) => new(run.Job, run.RunId, run.State, run.Started, run.Ended)
    {
        Attempt = run.Attempt ?? 0,
        Rows = run.Written,
        Scheduled = run.Scheduled?.Value,
        Cause = run.Cause?.Value ?? RunCause.Unknown,
        ParentRunId = run.Parent?.Value.RunId,
    };
}
