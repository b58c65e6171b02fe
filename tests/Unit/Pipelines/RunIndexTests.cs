using CsCheck;
using Observability.Adapters.Memory;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Unit.Pipelines;

/// <summary>Index rows say of a run what lists show, whatever it is called.</summary>
public sealed class RunIndexTests
{
    private static readonly Gen<string> Name = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.String[1, 12], Gen.Const(new string('n', 300)), Gen.Const("a,b/c d!"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_a_job_and_of_a_day_a_run_is_listed_as_it_is() => Gen.Select(Runs.Part.Array[1, 4], Name, Name).Sample(async (parts, job, id) =>
    {
        RunStore store = new(new LimitedStore(new MemoryStore()));
        Run run = parts.Aggregate(RunJoin.Join) with { Job = Subject.Job("air", job), RunId = id };
        string month = RunStore.Month(run.FirstEvent);
        await store.IndexAsync([(month, run, null)], Cancel);
        Assert.True(await store.SaveAsync(month, run.Job, [(run, null, null)], Cancel));

        RunSummary expected = RunSummary.Of(run);
        Assert.Equal(expected, Assert.Single(await store.OfJobAsync(run.Job, run.Started.AddDays(1), 2, Cancel).ToListAsync(Cancel)));
        Assert.Equal(expected, Assert.Single(await store.RecentAsync(run.Started, run.Started.AddTicks(1), Cancel).ToListAsync(Cancel)));
        Assert.Equal(run.Text(), (await store.FindAsync(id, Cancel))?.Text());
    });
}
