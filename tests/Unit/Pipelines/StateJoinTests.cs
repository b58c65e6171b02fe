using System.Text.Json;
using CsCheck;
using Observability.Core.Ingestion;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Unit.Pipelines;

/// <summary>The other joins: of jobs, of datasets, of stamped values and of bounded sets.</summary>
public sealed class StateJoinTests
{
    [Fact]
    public void Of_two_stamped_values_the_same_stays_whatever_the_order() =>
        Gen.Select(Stamped, Stamped, Stamped).Sample((a, b, c) =>
        {
            Assert.Equal(Latest.Join(a, b), Latest.Join(b, a));
            Assert.Equal(Latest.Join(Latest.Join(a, b), c), Latest.Join(a, Latest.Join(b, c)));
            Assert.Equal(a, Latest.Join(a, a));
        });

    [Fact]
    public void Bounded_sets_join_to_the_same_set_whatever_the_order() =>
        Gen.Select(Set, Set, Set).Sample((a, b, c) =>
        {
            Assert.Equal(Join(a, b), Join(b, a));
            Assert.Equal(Join(Join(a, b), c), Join(a, Join(b, c)));
            Assert.Equal(a, Join(a, a));
        });

    [Fact]
    public void Datasets_join_to_the_same_state_whatever_the_order() =>
        Gen.Select(Dataset, Dataset, Dataset).Sample((a, b, c) =>
        {
            Assert.Equal(Text(DatasetState.Join(a, b)), Text(DatasetState.Join(b, a)));
            Assert.Equal(Text(DatasetState.Join(DatasetState.Join(a, b), c)), Text(DatasetState.Join(a, DatasetState.Join(b, c))));
            Assert.Equal(Text(a), Text(DatasetState.Join(a, a)));
        });

    [Fact]
    public void Jobs_join_to_the_same_state_whatever_the_order_of_different_runs() =>
        Gen.Select(Jobs(0), Jobs(1), Jobs(2)).Sample((a, b, c) =>
        {
            Assert.Equal(Text(JobState.Join(a, b)), Text(JobState.Join(b, a)));
            Assert.Equal(Text(JobState.Join(JobState.Join(a, b), c)), Text(JobState.Join(a, JobState.Join(b, c))));
            Assert.Equal(Text(a), Text(JobState.Join(a, a)));
        });

    [Fact]
    public void Of_one_run_the_newer_view_stays_even_when_it_is_no_worse()
    {
        JobState failed = JobState.Of(Runs.Of(Runs.Fact(RunEvent.Started, 0), Runs.Fact(RunEvent.Failed, 5)));
        JobState well = JobState.Of(Runs.Of(Runs.Fact(RunEvent.Started, 0), Runs.Fact(RunEvent.Failed, 5), Runs.Fact(RunEvent.Completed, 6)));

        JobState joined = JobState.Join(failed, well);

        Assert.Equal((RunState.Succeeded, Runs.Six.AddMinutes(6)), (joined.Last!.Value.State, joined.LastGood));
    }

    [Fact]
    public void A_run_that_turns_out_to_have_started_earlier_is_no_longer_the_last()
    {
        JobState known = JobState.Join(
            JobState.Of(Runs.Of(Runs.Fact(RunEvent.Running, 10))),
            JobState.Of(RunJoin.Of(Runs.Fact(RunEvent.Started, 5, "r2"))));

        JobState joined = JobState.Join(known, JobState.Of(Runs.Of(Runs.Fact(RunEvent.Running, 10), Runs.Fact(RunEvent.Started, 0))));

        Assert.Equal(("r1", "r2"), (known.Last!.Value.RunId, joined.Last!.Value.RunId));
    }

    [Fact]
    public void The_last_good_run_is_remembered_when_many_failed_after_it()
    {
        JobState good = JobState.Of(RunJoin.Of(Runs.Fact(RunEvent.Completed, 0, "good")));
        JobState after = Enumerable.Range(1, 20).Select(i => JobState.Of(RunJoin.Of(Runs.Fact(RunEvent.Failed, i, $"bad{i}")))).Aggregate(good, JobState.Join);

        Assert.Equal((JobState.RecentLimit, (DateTimeOffset?)Runs.Six), (after.Recent.Count, after.LastGood));
    }

    private static readonly Gen<Latest<string>?> Stamped =
        from minute in Gen.Int[-1, 3]
        from id in Gen.ULong[0, 3]
        select minute < 0 ? null : new Latest<string>(Runs.Six.AddMinutes(minute), id, $"{minute} {id}");

    private static readonly Gen<Bounded<int>> Set =
        Gen.Int[0, 12].Array[0, 8].Select(items => Join(new([.. items.Distinct().Order().Take(5)], items.Distinct().Count() > 5), new([])));

    private static readonly Gen<DatasetState> Dataset =
        from minute in Gen.Int[0, 3]
        from id in Gen.ULong[1, 4]
        from kind in Gen.Int[0, 1]
        select kind == 0
            ? DatasetState.Of(Subject.Dataset("lake", "a"), Runs.Six.AddMinutes(minute), (long)id * 10 + minute, id)
            : DatasetState.Of(
                new DatasetFact
                {
                    Dataset = Subject.Dataset("lake", "a"),
                    At = Runs.Six.AddMinutes(minute),
                    Owners = id == 1 ? [] : [$"owner {id} {minute}"],
                    Columns = new Dictionary<string, string> { ["id"] = $"type {id} {minute}" },
                },
                id);

    // Runs of one state have names that no other has.
    private static Gen<JobState> Jobs(int which) =>
        from minutes in Gen.Int[0, 500].Array[1, 12]
        from owner in Gen.Int[0, 3]
        select minutes.Select((minute, i) => JobState.Of(RunJoin.Of(Runs.Fact(minute % 2 == 0 ? RunEvent.Completed : RunEvent.Failed, minute, $"r{which}.{i}"))))
            .Append(JobState.Of(new JobFact { Job = Runs.Load, At = Runs.Six.AddMinutes(owner), Owners = [$"team {owner}"] }, (ulong)owner))
            .Aggregate(JobState.Join);

    private static Bounded<int> Join(Bounded<int> a, Bounded<int> b) => a.Join(b, 5, Comparer<int>.Default);

    private static string Text(DatasetState state) => JsonSerializer.Serialize(state, PipelinesJson.Default.DatasetState);

    private static string Text(JobState state) => JsonSerializer.Serialize(state, PipelinesJson.Default.JobState);
}
