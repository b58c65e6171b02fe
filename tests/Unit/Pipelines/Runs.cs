using System.Text;
using System.Text.Json;
using CsCheck;
using Observability.Core.Ingestion;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Unit.Pipelines;

/// <summary>Facts about runs, made by hand or at random, and runs as text that can be compared.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Six = new(2026, 11, 10, 6, 0, 0, TimeSpan.Zero);

    public static readonly Subject Load = Subject.Job("air", "load");

    public static RunFact Fact(RunEvent what, double minute, string run = "r1", string job = "load") => new()
    {
        Job = Subject.Job("air", job),
        RunId = run,
        At = Six.AddMinutes(minute),
        Event = what,
        Id = ContentHash.Of64($"{job} {run} {what} {minute}"),
    };

    public static Run Of(params IEnumerable<RunFact> facts) => facts.SelectMany(PartsOf(Load, "r1")).Aggregate(RunJoin.Join);

    /// <summary>What facts say of one run, as events of its own or of a run that it started.</summary>
    public static Func<RunFact, IEnumerable<Run>> PartsOf(Subject job, string runId) => fact =>
        ((Run?[])[RunJoin.Of(fact), RunJoin.OfParent(fact)]).OfType<Run>().Where(p => p.Job == job && p.RunId == runId);

    public static string Text(this Run run) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(run, PipelinesJson.Default.Run));

    /// <summary>Any event of run r1 of the job load, or the end of a run that it started.</summary>
    public static readonly Gen<RunFact> Any =
        from kind in Gen.Int[0, 9]
        from minute in Gen.Int[0, 6]
        from id in Gen.ULong[1, 40]
        from some in Gen.Int[0, 3]
        from what in Gen.Enum<RunEvent>()
        from names in Gen.Int[0, 200].Array[0, 3]
        select kind == 0 && (what is RunEvent.Completed or RunEvent.Failed or RunEvent.Aborted)
            ? Fact(what, minute, $"c{some}", $"child{some}") with { Id = id + (ulong)what * 100 + (ulong)minute * 1000 + (ulong)some * 10_000, Parent = new(Load, "r1") }
            : Fact(what, minute) with
            {
                // An id stands for content: the same id says the same.
                Id = ContentHash.Of64($"{what} {minute} {some} {string.Join(' ', names)}"),
                Started = some == 1 ? Six.AddMinutes(minute - 3) : null,
                Ended = some == 2 ? Six.AddMinutes(minute + 3) : null,
                Scheduled = some == 0 ? Six.AddMinutes(-minute) : null,
                Cause = (RunCause)(minute % 6),
                Attempt = some == 3 ? null : some,
                Parent = some == 1 ? new(Subject.Job("air", "dag"), "d1") : null,
                Error = what == RunEvent.Failed ? $"error {minute}" : null,
                Inputs = [.. names.Select(n => Subject.Dataset("lake", $"in{n}"))],
                Outputs = [.. names.Select(n => new DatasetWrite(Subject.Dataset("lake", $"out{n}"), n % 3 == 0 ? null : n, some))],
                Rows = some == 2 ? minute : null,
                Link = some == 1 ? $"https://tool.example/{minute}" : null,
            };

    /// <summary>What one event says of run r1.</summary>
    public static readonly Gen<Run> Part = Any.Select(f => PartsOf(Load, "r1")(f).First());
}
