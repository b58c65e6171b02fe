using Observability.Core.Primitives;

namespace Observability.Core.Ingestion;

/// <summary>Something that an input says, in our words. State is a fold of the set of facts, in any order.</summary>
public abstract record Fact;

/// <summary>What one event said a run did.</summary>
public enum RunEvent
{
    /// <summary>Says something about the run, but nothing about its state.</summary>
    Other,
    Scheduled,
    Started,
    Running,
    Completed,
    Failed,
    Aborted,
}

/// <summary>Why a run exists.</summary>
public enum RunCause
{
    Unknown,
    Scheduled,
    Manual,
    Backfill,
    Retry,
    Triggered,
}

/// <summary>A dataset that a run wrote, with what it wrote; null where the event did not say.</summary>
public sealed record DatasetWrite(Subject Dataset, long? Rows = null, long? Bytes = null);

/// <summary>A run by the two names it needs: run ids alone are not unique in the wild.</summary>
public sealed record RunRef(Subject Job, string RunId);

/// <summary>One event about one run.</summary>
public sealed record RunFact : Fact
{
    public required Subject Job { get; init; }

    public required string RunId { get; init; }

    /// <summary>When it happened, by the source's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required RunEvent Event { get; init; }

    /// <summary>64 bits of the record's content: the same event twice counts once.</summary>
    public required ulong Id { get; init; }

    /// <summary>Start of the run where the event says it outright.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>End of the run where the event says it outright.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The time of the schedule that this run is for (nominal time, data interval end).</summary>
    public DateTimeOffset? Scheduled { get; init; }

    public RunCause Cause { get; init; }

    /// <summary>1 for the first try; null when the source does not count.</summary>
    public int? Attempt { get; init; }

    public RunRef? Parent { get; init; }

    /// <summary>Redacted and cut.</summary>
    public string? Error { get; init; }

    public IReadOnlyList<Subject> Inputs { get; init; } = [];

    public IReadOnlyList<DatasetWrite> Outputs { get; init; } = [];

    /// <summary>Rows written by the run as a whole, where no output says its own.</summary>
    public long? Rows { get; init; }

    /// <summary>Bytes written by the run as a whole, where no output says its own.</summary>
    public long? Bytes { get; init; }

    /// <summary>https link to the run in its own tool.</summary>
    public string? Link { get; init; }
}

/// <summary>What a job is. Declared by job events and by job facets of run events.</summary>
public sealed record JobFact : Fact
{
    public required Subject Job { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Owner names, first is the one to tell.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Tags as given, for example <c>team</c>, <c>environment</c>, <c>resource_id</c>.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Tool that runs it, for example AIRFLOW, SPARK, DBT.</summary>
    public string? Integration { get; init; }

    /// <summary>DAG, TASK, JOB, MODEL …</summary>
    public string? JobType { get; init; }

    public bool Streaming { get; init; }

    public IReadOnlyList<Subject> Inputs { get; init; } = [];

    public IReadOnlyList<Subject> Outputs { get; init; } = [];
}

/// <summary>What a dataset is.</summary>
public sealed record DatasetFact : Fact
{
    public required Subject Dataset { get; init; }

    public required DateTimeOffset At { get; init; }

    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Column name → type as the source spells it; empty when not said.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows in the dataset as a whole, where a data-quality facet says so.</summary>
    public long? Rows { get; init; }
}

/// <summary>A dataset got new data. The time is when it did, not when we heard.</summary>
public sealed record UpdateFact(Subject Dataset, DateTimeOffset Time, long? Rows = null, long? Bytes = null) : Fact;

/// <summary>One value of a measure that nobody else computes.</summary>
/// <param name="Measure">What is measured, for example <c>lag</c> or a series' own name; in the unit of the source.</param>
public sealed record PointFact(Subject Subject, string Measure, DateTimeOffset Time, double Value) : Fact;
