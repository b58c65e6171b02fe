using CsCheck;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Unit.Storage;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Ingestion;

/// <summary>State is a fold of a set of events: order, batches and repetition leave no trace.</summary>
public sealed class KeepRecordsTests
{
    private readonly SimulatedTime _clock = new(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Any_order_and_any_batches_with_duplicates_give_the_same_store() =>
        Gen.Select(MadeUp.Records, Gen.Int[0, 1_000_000]).Sample(
            (records, seed) =>
            {
                Record[][] disturbed = [.. Shuffle.Of([.. records, .. records.Take(records.Length / 2)], seed).Chunk(1 + seed % 40)];
                (string expected, Kept straight) = Wait(StoreAfterAsync([records]));
                (string actual, Kept shuffled) = Wait(StoreAfterAsync(disturbed));

                Assert.Equal(expected, actual);
                Assert.Equal(straight.Accepted + straight.Duplicate + (records.Length / 2), shuffled.Accepted + shuffled.Duplicate);
            },
            iter: 60);

    [Fact]
    public void The_same_records_again_are_all_duplicates_and_change_nothing() =>
        MadeUp.Records.Sample(
            records =>
            {
                (string once, _) = Wait(StoreAfterAsync([records]));
                (string twice, Kept kept) = Wait(StoreAfterAsync([records, records]));

                Assert.Equal(once, twice);
                Assert.Equal(records.Length, kept.Duplicate);
            },
            iter: 20);

    [Fact]
    public void Every_record_of_a_run_is_accepted_once_in_any_order() =>
        Gen.Select(MadeUp.Records, Gen.Int[0, 1_000_000]).Sample(
            (records, seed) =>
            {
                Record[] runs = [.. records.Where(r => r.Facts.Any(f => f is RunFact))];
                (_, Kept kept) = Wait(StoreAfterAsync([.. Shuffle.Of([.. runs, .. runs], seed).Chunk(1 + seed % 9)]));

                Assert.Equal((runs.Length, runs.Length), (kept.Accepted, kept.Duplicate));
            },
            iter: 20);

    [Fact]
    public async Task A_run_whose_events_span_two_months_is_one_run_in_any_order()
    {
        RunFact[] facts = [.. ((RunEvent[])[RunEvent.Started, RunEvent.Running, RunEvent.Completed]).Select((e, i) => MadeUp.Run("night", "n1", e, -12 * 24 * 60 - 60 + (i * 600)))];
        HashSet<string> seen = [];
        foreach (int seed in Enumerable.Range(0, 20))
        {
            Service service = ServiceOver(new MemoryStore());
            foreach (RunFact fact in Shuffle.Of(facts, seed))
            {
                await service.Keep.RunAsync("made-up", [MadeUp.Record(fact)], Cancel);
            }

            seen.Add(Pipelines.Runs.Text((await service.Runs.FindAsync("n1", Cancel))!));
        }

        Assert.Single(seen);
    }

    [Fact]
    public async Task Bad_records_are_buried_with_their_place_and_the_good_ones_of_the_batch_kept()
    {
        MemoryStore store = new();
        Record bad = new() { Problem = new("in.csv", 3, 7, "end", "expected a time"), Bytes = "x,y"u8.ToArray() };
        Record ignored = new() { Ignored = "says nothing", Bytes = "z"u8.ToArray() };

        Kept kept = await ServiceOver(store).Keep.RunAsync("runs-csv", [bad, MadeUp.Record(MadeUp.Run("load", "r", RunEvent.Started, 0)), ignored, bad], Cancel);

        Assert.Equal((1, 0, 2, 1), (kept.Accepted, kept.Duplicate, kept.Rejected, kept.Ignored));
        Assert.Equal(["in.csv:3:7 end: expected a time", "in.csv:3:7 end: expected a time"], kept.Problems.Select(p => p.ToString()));
        string dead = await Dump.OfAsync(store, t => t.StartsWith("dead", StringComparison.Ordinal), Cancel);
        Assert.Contains("expected a time", dead, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String("x,y"u8), dead, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_equal_descriptions_in_one_batch_are_one_and_a_duplicate()
    {
        Record described = MadeUp.Record(new JobFact { Job = Subject.Job("air", "load"), At = MadeUp.Six, Owners = ["sales"] });

        Kept kept = await ServiceOver(new MemoryStore()).Keep.RunAsync("made-up", [described, described], Cancel);

        Assert.Equal((1, 1), (kept.Accepted, kept.Duplicate));
    }

    private async Task<(string Store, Kept Kept)> StoreAfterAsync(Record[][] batches)
    {
        MemoryStore store = new();
        Service service = ServiceOver(store);
        Kept kept = Kept.None;
        foreach (Record[] batch in batches)
        {
            kept += await service.Keep.RunAsync("made-up", batch, Cancel);
        }

        return (await Dump.OfAsync(store, Dump.IsState, Cancel), kept);
    }

    private Service ServiceOver(MemoryStore store) => new(new Surroundings { Store = store, Time = _clock });

#pragma warning disable xUnit1031 // CsCheck calls a function that gives no task.
    private static T Wait<T>(Task<T> task) => Task.Run(() => task).GetAwaiter().GetResult();
#pragma warning restore xUnit1031
}
