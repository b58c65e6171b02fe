using System.Text;
using CsCheck;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Unit.Cost;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Ingestion;

/// <summary>Records of a small estate that never was.</summary>
internal static class MadeUp
{
    public static readonly DateTimeOffset Six = new(2026, 11, 10, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Runs with parents and children, retries, updates, values, descriptions and bills; each record once.</summary>
    public static readonly Gen<Record[]> Records =
        from runs in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 5000], Gen.Int[0, 63]).Array[1, 15]
        from updates in Gen.Int[0, 3000].Array[0, 6]
        from values in Gen.Int[0, 3000].Array[0, 6]
        from owners in Gen.Int[0, 50].Array[0, 4]
        from bills in Gen.Int[0, 6].Array[0, 4]
        select (Record[])
        [
            .. runs.DistinctBy(r => r.Item2).SelectMany((r, i) => EventsOf($"job{r.Item1}", $"r{i}", r.Item2, r.Item3)).Select(Record),
            .. updates.Distinct().Select(minute => Record(new UpdateFact(Subject.Dataset("lake", "landing"), Six.AddMinutes(minute), minute % 4, minute))),
            .. values.Distinct().Select(minute => Record(new PointFact(Subject.Stream("g"), "lag", Six.AddMinutes(minute), minute % 17))),
            .. owners.Distinct().Select(minute => Record(new DatasetFact { Dataset = Subject.Dataset("lake", "out0"), At = Six.AddMinutes(minute), Owners = [$"team {minute}"] })),
            .. bills.Distinct().Select(n => Record(Bill.Fact($"delivery {n}", 1 + (n % 3), "p", Bill.Line(n + 10), Bill.Line(n, "Spark", "vm1")))),
        ];

    public static RunFact Run(string job, string run, RunEvent what, double minute) => new()
    {
        Job = Subject.Job("air", job),
        RunId = run,
        At = Six.AddMinutes(minute),
        Event = what,
        Id = ContentHash.Of64($"{job} {run} {what} {minute}"),
    };

    public static Record Record(Fact fact) => new() { Bytes = Encoding.UTF8.GetBytes(Name(fact)), Facts = [fact] };

    // Bits of the shape: how it ended, whether it has a child that failed, is a second try, a backfill, told in full.
    private static IEnumerable<RunFact> EventsOf(string job, string run, int minute, int shape)
    {
        RunFact Told(RunEvent what, double at) => Run(job, run, what, at) with
        {
            Attempt = (shape & 8) != 0 ? 2 : 1,
            Cause = (shape & 16) != 0 ? RunCause.Backfill : RunCause.Scheduled,
            Inputs = [Subject.Dataset("lake", $"in{shape % 3}")],
            Outputs = what == RunEvent.Completed && (shape & 6) == 0 ? [new(Subject.Dataset("lake", $"out{shape % 2}"), minute % 3 * 100, minute)] : [],
        };

        if ((shape & 32) == 0)
        {
            yield return Told(RunEvent.Started, minute);
            yield return Told(RunEvent.Running, minute + 0.25);
        }

        if ((shape & 4) != 0)
        {
            yield return Run(job + ".child", run + ".c", RunEvent.Failed, minute + 0.5) with { Parent = new(Subject.Job("air", job), run) };
        }

        yield return Told((shape & 1) != 0 ? RunEvent.Failed : RunEvent.Completed, minute + 0.75);
    }

    private static string Name(Fact fact) => fact switch
    {
        RunFact run => $"{run.Job} {run.RunId} {run.Event} {run.At.UtcTicks}",
        LedgerFact ledger => $"{ledger.Delivery} {ledger.Part}",
        DatasetFact dataset => $"{dataset.Dataset} {dataset.At.UtcTicks}",
        _ => fact.ToString(),
    };
}
