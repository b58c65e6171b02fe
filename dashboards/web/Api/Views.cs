using System.Text.Json.Serialization;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>One page of a list.</summary>
/// <param name="After">What to send as <c>?after=</c> for the next page; null on the last.</param>
public sealed record PageView<T>(IReadOnlyList<T> Items, string? After);

/// <summary>What became of the records of a request.</summary>
public sealed record KeptView(long Accepted, long Duplicate, long Rejected, long Ignored);

/// <summary>What became of a body.</summary>
public sealed record IngestedView(string Format, long Accepted, long Duplicate, long Rejected, long Ignored, IReadOnlyList<ProblemAt> Problems);

/// <summary>What became of a list of events; as OpenLineage's own proxy answers.</summary>
public sealed record BatchView(string Status, BatchSummary Summary, IReadOnlyList<FailedEvent> FailedEvents);

public sealed record BatchSummary(int Received, int Successful, int Failed, int Retriable, int NonRetriable);

/// <param name="Index">0-based place in the list.</param>
public sealed record FailedEvent(int Index, string Reason, bool Retriable);

public sealed record RunView(
    Subject Job,
    string RunId,
    string State,
    DateTimeOffset Started,
    DateTimeOffset? Ended,
    double? Seconds,
    int? Attempt,
    string Cause,
    DateTimeOffset? Scheduled,
    long? Rows,
    string? ParentRunId);

/// <param name="UsualSeconds">Expected duration of the newest run that went well, with its band.</param>
public sealed record JobView(
    Subject Job,
    string? Owner,
    IReadOnlyDictionary<string, string> Tags,
    string? Integration,
    string? JobType,
    bool Streaming,
    Subject? Parent,
    LastRunView? Last,
    DateTimeOffset? LastGood,
    DateTimeOffset? Expected,
    DateTimeOffset? Deadline,
    DateTimeOffset? LateSince,
    double? UsualSeconds,
    double? LowerSeconds,
    double? UpperSeconds);

public sealed record LastRunView(string RunId, string State, DateTimeOffset Started, DateTimeOffset? Ended, string? Error);

public sealed record DatasetView(
    Subject Dataset, string? Owner, DateTimeOffset? Updated, long? Rows, DateTimeOffset? Expected, DateTimeOffset? Deadline, DateTimeOffset? LateSince, int Columns);

public sealed record LineageView(Subject Subject, IReadOnlyList<LineageStep> Upstream, IReadOnlyList<LineageStep> Downstream);

/// <param name="Steps">1 for a neighbour.</param>
public sealed record LineageStep(Subject Subject, int Steps);

/// <param name="Measures">The measures that the subject has; <paramref name="Points"/> are of <paramref name="Measure"/>.</param>
public sealed record SeriesView(Subject Subject, IReadOnlyList<string> Measures, string? Measure, string? Unit, IReadOnlyList<PointView> Points);

public sealed record PointView(
    DateTimeOffset Time, double Value, double? Expected, double? Lower, double? Upper, double? Score, bool Anomalous, bool Late, bool Restated, string? Ref);

/// <summary>What was spent on one day under one value of each dimension asked for; two currencies are two rows.</summary>
public sealed record CostView(
    DateOnly Day, IReadOnlyDictionary<string, string> Dimensions, string Currency, decimal Effective, decimal Billed, bool Complete, DateTimeOffset AsOf, int Deliveries);

public sealed record HealthView(string Status, IReadOnlyList<HealthCheck> Checks);

/// <param name="Ok">false: the service cannot do its work now.</param>
public sealed record HealthCheck(string Name, bool Ok, string Detail);

/// <summary>What a person sends with an act.</summary>
/// <param name="By">Who does it; without: somebody.</param>
/// <param name="Until">RFC 3339; for a snooze.</param>
/// <param name="Hours">Instead of <paramref name="Until"/>: from now on.</param>
public sealed record ActBody(string? By, string? Text, DateTimeOffset? Until, double? Hours);

/// <summary>A time in which nobody is told; all conditions given must hold, and at least one is needed.</summary>
/// <param name="Kind">Kinds of incident, with * and ?; any of them.</param>
/// <param name="Severity">This one or a higher one.</param>
/// <param name="Owner">With * and ?.</param>
/// <param name="Subject">Root or member, with * and ?.</param>
/// <param name="From">RFC 3339; without: now.</param>
/// <param name="By">Who asks for it; without: somebody.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SilenceBody(
    IReadOnlyList<string>? Kind, string? Severity, string? Owner, string? Subject, DateTimeOffset? From, DateTimeOffset? To, string? Reason, string? By);
