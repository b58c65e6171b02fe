using System.Text.Json.Serialization;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Core.Pipelines;

/// <summary>Where a run stands, as far as its events say.</summary>
public enum RunState
{
    Unknown,
    Scheduled,
    Running,
    Succeeded,
    Failed,
    Aborted,
}

/// <summary>Everything that is known about one run: the join of all its events, in whatever order they came.</summary>
/// <remarks>Fields keep their least, their greatest, or the value with the greatest (event time, id). See <see cref="RunJoin"/>.</remarks>
public sealed record Run
{
    /// <summary>Most distinct members of a set inside a run; beyond it the set says that there are more.</summary>
    public const int SetLimit = 128;

    public required Subject Job { get; init; }

    public required string RunId { get; init; }

    /// <summary>Least event time seen.</summary>
    public required DateTimeOffset FirstEvent { get; init; }

    /// <summary>Greatest event time seen.</summary>
    public required DateTimeOffset LastEvent { get; init; }

    /// <summary>Earliest start that an event gave; null when only later events came.</summary>
    public DateTimeOffset? StartSaid { get; init; }

    /// <summary>Latest end that a terminal event gave.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The terminal event with the greatest stamp.</summary>
    public Latest<RunEvent>? Terminal { get; init; }

    /// <summary>The greatest of the events that are not terminal: Other, Scheduled, Started, Running.</summary>
    public RunEvent Progress { get; init; }

    public Latest<DateTimeOffset>? Scheduled { get; init; }

    public Latest<RunCause>? Cause { get; init; }

    public int? Attempt { get; init; }

    public Latest<RunRef>? Parent { get; init; }

    public Latest<string>? Error { get; init; }

    public Latest<string>? Link { get; init; }

    public long? Rows { get; init; }

    public long? Bytes { get; init; }

    public Bounded<Subject> Inputs { get; init; } = new([]);

    public Bounded<DatasetWrite> Outputs { get; init; } = new([]);

    /// <summary>Rows that the run is said to have written, else those of its outputs together; null when neither is said.</summary>
    [JsonIgnore]
    public long? Written => Rows ?? (Outputs.Items.Any(o => o.Rows is not null) ? Outputs.Items.Sum(o => o.Rows ?? 0) : null);

    /// <summary>How each job that this run started ended last: its (time, id) and whether it went well.</summary>
    public IReadOnlyDictionary<Subject, Latest<bool>> Children { get; init; } = new Dictionary<Subject, Latest<bool>>();

    /// <summary>Content hashes of the events: their number is the count of events, and a known one is a duplicate.</summary>
    public Bounded<ulong> Events { get; init; } = new([]);

    [JsonIgnore]
    public DateTimeOffset Started => StartSaid ?? FirstEvent;

    /// <summary>A terminal state wins over all others; a run whose child failed, and was not tried again with success, failed.</summary>
    [JsonIgnore]
    public RunState State => Terminal?.Value switch
    {
        RunEvent.Failed => RunState.Failed,
        RunEvent.Aborted => RunState.Aborted,
        RunEvent.Completed => FailedChild is null ? RunState.Succeeded : RunState.Failed,
        _ => Progress switch
        {
            RunEvent.Started or RunEvent.Running => RunState.Running,
            RunEvent.Scheduled => RunState.Scheduled,
            _ => RunState.Unknown,
        },
    };

    /// <summary>The first job, by name, that this run started and that failed; null when there is none.</summary>
    [JsonIgnore]
    public Subject? FailedChild =>
        Children.Where(c => !c.Value.Value).Select(c => (Subject?)c.Key).OrderBy(c => c!.Value.Text, StringComparer.Ordinal).FirstOrDefault();

    [JsonIgnore]
    public bool Over => Terminal is not null;

    /// <summary>End minus start, never negative; null while it is not over.</summary>
    [JsonIgnore]
    public TimeSpan? Duration => Ended is { } end ? (end > Started ? end - Started : TimeSpan.Zero) : null;

    /// <summary>Whether it is another try of a run before it, as far as its source says: a first try and a scheduled run are not.</summary>
    [JsonIgnore]
    public bool MayBeRetry => Attempt is > 1 || Attempt is null && Cause?.Value is not RunCause.Scheduled;
}
