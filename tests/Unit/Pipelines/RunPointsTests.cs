using Observability.Core.Ingestion;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Unit.Pipelines;

public sealed class RunPointsTests
{
    private static readonly RunFact Start = Runs.Fact(RunEvent.Started, 0);

    private static readonly RunFact End = Runs.Fact(RunEvent.Completed, 2) with { Outputs = [new(Subject.Dataset("lake", "a"), 7, 70), new(Subject.Dataset("lake", "b"), 0)] };

    [Fact]
    public void A_run_that_went_well_says_when_how_long_and_what_it_wrote() => Assert.Equal(
        [
            "air/load start 1", "air/load failed 0.5", "air/load duration 120",
            "lake/a arrival 1", "lake/a rows 7", "lake/a bytes 70", "lake/b rows 0",
        ],
        PointsOf(Start, End));

    [Fact]
    public void A_failed_run_says_nothing_of_duration_and_data() =>
        Assert.Equal(["air/load start 1", "air/load failed 1"], PointsOf(Start, End with { Event = RunEvent.Failed }));

    [Fact]
    public void A_cancelled_run_is_neither_good_nor_bad() => Assert.Equal(["air/load start 1"], PointsOf(Start, End with { Event = RunEvent.Aborted }));

    [Theory]
    [InlineData(RunCause.Backfill)]
    [InlineData(RunCause.Manual)]
    public void A_run_out_of_schedule_says_only_how_it_went(RunCause cause) => Assert.Equal(["air/load failed 0.5"], PointsOf(Start with { Cause = cause }, End));

    [Fact]
    public void A_second_try_is_no_start_of_the_schedule() =>
        Assert.DoesNotContain("air/load start 1", PointsOf(Start with { Attempt = 2 }, End));

    [Fact]
    public void A_scheduled_first_try_that_went_well_is_no_retry() =>
        Assert.Contains("air/load failed 0", PointsOf(Start with { Cause = RunCause.Scheduled }, End));

    [Fact]
    public void A_run_whose_start_nobody_told_has_no_duration() => Assert.DoesNotContain(PointsOf(End), p => p.Contains("duration", StringComparison.Ordinal));

    [Fact]
    public void Rows_of_the_run_are_those_of_its_only_output() => Assert.Contains(
        "lake/a rows 9", PointsOf(Start, Runs.Fact(RunEvent.Completed, 2) with { Outputs = [new(Subject.Dataset("lake", "a"))], Rows = 9 }));

    [Fact]
    public void Rows_of_the_run_are_nobodys_where_it_has_two_outputs() => Assert.DoesNotContain(
        PointsOf(Start, Runs.Fact(RunEvent.Completed, 2) with { Outputs = [new(Subject.Dataset("lake", "a")), new(Subject.Dataset("lake", "b"))], Rows = 9 }),
        p => p.Contains(Measures.Rows, StringComparison.Ordinal));

    private static IEnumerable<string> PointsOf(params RunFact[] facts) =>
        RunPoints.Of(Runs.Of(facts)).Select(p => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.Subject.Name} {p.Measure} {p.Point.Value}"));
}
