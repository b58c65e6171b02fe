using Observability.Sample.Catalogue;

namespace Observability.Sample.Running;

internal enum Status
{
    Succeeded,
    Failed,
    Aborted,
}

internal enum Cause
{
    Scheduled,
    Backfill,
}

/// <summary>One time at which a job is due.</summary>
/// <param name="Start">Earliest start; the due time itself unless it is made up for later.</param>
/// <param name="Before">The due time before: with <paramref name="Due"/>, the interval of data that the run is for.</param>
internal sealed record Occasion(DateTimeOffset Due, DateTimeOffset Start, DateTimeOffset Before, Cause Cause);

/// <summary>One attempt of one job, as it truly was.</summary>
/// <param name="Job">Null for a DAG, whose tasks do the work.</param>
/// <param name="Written">Rows by dataset; empty when nothing was written.</param>
internal sealed record Run(
    Job? Job, string Namespace, string Name, Guid Id, Occasion Occasion, int Attempt, DateTimeOffset Start, DateTimeOffset End, Status Status,
    IReadOnlyList<(Dataset Dataset, long Rows, long Bytes)> Written, string Error)
{
    public string Subject => $"job:{Namespace}/{Name}";

    public long Rows => Written.Sum(w => w.Rows);

    public long Bytes => Written.Sum(w => w.Bytes);

    /// <summary>Run of the DAG that this task belongs to.</summary>
    public Guid? Parent { get; init; }

    /// <summary>What went wrong on purpose, if anything did.</summary>
    public Faults.Fault? Fault { get; init; }
}

/// <summary>Data that came by itself, or from a job that says nothing about what it writes.</summary>
internal sealed record Update(Dataset Dataset, DateTimeOffset Time, long Rows, long Bytes);
