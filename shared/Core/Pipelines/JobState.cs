using System.Text.Json.Serialization;
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

    /// <summary>Most runs in <see cref="Recent"/>.</summary>
    public const int RecentLimit = 8;

    /// <summary>The runs that started last, newest first: what is said of one later, out of order, can still make another the last.</summary>
    public IReadOnlyList<LastRun> Recent { get; init; } = [];

    /// <summary>End of the last run that went well, of those no longer in <see cref="Recent"/>.</summary>
    public DateTimeOffset? GoodBefore { get; init; }

    /// <summary>The run that started last; the stamp is its start.</summary>
    [JsonIgnore]
    public Latest<LastRun>? Last
    {
        get => Recent.Count == 0 ? null : new(Recent[0].Started, ContentHash.Of64(Recent[0].RunId), Recent[0]);
        init => Recent = value is null ? [] : [value.Value];
    }

    /// <summary>End of the last run that went well.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastGood => GoodOf(Recent, GoodBefore);

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
        Recent = [new(run.RunId, run.State, run.Started, run.Ended, run.Error?.Value, run.MayBeRetry)],
    };

    /// <summary>Associative and idempotent; commutative but for two views of one run, of which the one of <paramref name="b"/> stays.</summary>
    /// <param name="a">What is known.</param>
    /// <param name="b">What is new: a run in it is the join of all its events so far, and replaces what was known of that run.</param>
    public static JobState Join(JobState a, JobState b)
    {
        LastRun[] runs =
        [
            .. b.Recent.UnionBy(a.Recent, r => r.RunId).Order(NewestFirst),
        ];
        return new()
        {
            Job = a.Job,
            Owners = Latest.Join(a.Owners, b.Owners),
            Tags = Latest.Join(a.Tags, b.Tags),
            Integration = Latest.Join(a.Integration, b.Integration),
            JobType = Latest.Join(a.JobType, b.JobType),
            Streaming = a.Streaming || b.Streaming,
            Parent = Latest.Join(a.Parent, b.Parent),
            Recent = [.. runs.Take(RecentLimit)],
            GoodBefore = GoodOf([.. runs.Skip(RecentLimit)], Later(a.GoodBefore, b.GoodBefore)),
        };
    }

    private static readonly Comparer<LastRun> NewestFirst = Comparer<LastRun>.Create((a, b) =>
        a.Started == b.Started ? ContentHash.Of64(b.RunId).CompareTo(ContentHash.Of64(a.RunId)) : b.Started.CompareTo(a.Started));

    private static DateTimeOffset? GoodOf(IReadOnlyList<LastRun> runs, DateTimeOffset? before) =>
        Later(before, runs.Where(r => r.State == RunState.Succeeded).Max(r => r.Ended));

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;
}

/// <summary>A run as a list shows it.</summary>
public sealed record LastRun(string RunId, RunState State, DateTimeOffset Started, DateTimeOffset? Ended, string? Error, bool MayBeRetry = false);
