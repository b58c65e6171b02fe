using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Core.Pipelines;

/// <summary>What a job is and how it went last: the join of all that was said of it.</summary>
public sealed record JobState
{
    public required Subject Job { get; init; }

    public Latest<IReadOnlyList<string>>? Owners { get; init; }

    public Latest<IReadOnlyDictionary<string, string>>? Tags { get; init; }

    public Latest<string>? Integration { get; init; }

    public Latest<string>? JobType { get; init; }

    public bool Streaming { get; init; }

    /// <summary>The job whose runs start its runs.</summary>
    public Latest<Subject?>? Parent { get; init; }

    /// <summary>The run that started last; the stamp is its start.</summary>
    public Latest<LastRun>? Last { get; init; }

    /// <summary>End of the last run that went well.</summary>
    public DateTimeOffset? LastGood { get; init; }

    public static JobState Of(JobFact fact, ulong id) => new()
    {
        Job = fact.Job,
        Owners = fact.Owners.Count == 0 ? null : new(fact.At, id, fact.Owners),
        Tags = fact.Tags.Count == 0 ? null : new(fact.At, id, fact.Tags),
        Integration = Latest.Of(fact.At, id, fact.Integration),
        JobType = Latest.Of(fact.At, id, fact.JobType),
        Streaming = fact.Streaming,
    };

    public static JobState Of(Run run) => new()
    {
        Job = run.Job,
        Parent = run.Parent is null ? null : new(run.Parent.At, run.Parent.Id, run.Parent.Value.Job),
        Last = new(run.Started, ContentHash.Of64(run.RunId), new(run.RunId, run.State, run.Started, run.Ended, run.Error?.Value, run.MayBeRetry)),
        LastGood = run.State == RunState.Succeeded ? run.Ended : null,
    };

    /// <summary>Commutative, associative, idempotent; of one run seen twice, the later state stays.</summary>
    public static JobState Join(JobState a, JobState b) => new()
    {
        Job = a.Job,
        Owners = Latest.Join(a.Owners, b.Owners),
        Tags = Latest.Join(a.Tags, b.Tags),
        Integration = Latest.Join(a.Integration, b.Integration),
        JobType = Latest.Join(a.JobType, b.JobType),
        Streaming = a.Streaming || b.Streaming,
        Parent = Latest.Join(a.Parent, b.Parent),
        Last = LastOf(a.Last, b.Last),
        LastGood = a.LastGood is null || b.LastGood > a.LastGood ? b.LastGood : a.LastGood,
    };

    private static Latest<LastRun>? LastOf(Latest<LastRun>? a, Latest<LastRun>? b) =>
        a is not null && b is not null && a.Value.RunId == b.Value.RunId
            ? (a.Value.State >= b.Value.State ? a : b)
            : Latest.Join(a, b);
}

/// <summary>A run as a list shows it.</summary>
public sealed record LastRun(string RunId, RunState State, DateTimeOffset Started, DateTimeOffset? Ended, string? Error, bool MayBeRetry = false);
