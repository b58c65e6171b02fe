using CsCheck;
using Observability.Core.Configuration;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Slos;

namespace Observability.Unit.Slos;

public sealed class SloTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly DateTimeOffset Midnight = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly Subject Orders = Subject.Dataset("lake", "orders");
    private static readonly Subject Clicks = Subject.Dataset("lake", "clicks");

    [Fact]
    public void A_failed_run_whose_further_try_went_well_is_good() => Assert.Equal(
        new SloDay(Day, 2, 3),
        SloTally.Runs(Day, "*", [Run("a", "1", RunState.Failed, 1), Run("a", "2", RunState.Succeeded, 1), Run("a", "3", RunState.Succeeded, 2), Run("b", "4", RunState.Failed, 1)]));

    [Fact]
    public void Runs_that_did_not_end_and_jobs_that_are_not_meant_do_not_count() => Assert.Equal(
        new SloDay(Day, 1, 1),
        SloTally.Runs(Day, "job:s/a", [Run("a", "1", RunState.Succeeded, 1), Run("a", "2", RunState.Running, 2), Run("a", "3", RunState.Aborted, 3), Run("b", "4", RunState.Failed, 1)]));

    [Fact]
    public void Hours_of_the_day_in_which_a_dataset_was_stale_are_bad_once() => Assert.Equal(
        new SloDay(Day, 48 - 6 - 2, 48),
        SloTally.Freshness(Day, "*", [Orders, Clicks],
        [
            (Orders, Midnight.AddHours(-5), Midnight.AddHours(4)),
            (Orders, Midnight.AddHours(2), Midnight.AddHours(6)),
            (Clicks, Midnight.AddHours(22), null),
            (Clicks, Midnight.AddHours(-9), Midnight.AddHours(-1)),
            (Subject.Dataset("lake", "unknown"), Midnight, null),
        ]));

    [Fact]
    public void Good_is_never_more_than_all_nor_less_than_nothing() => Gen.Select(Gen.Int[-50, 50], Gen.Int[0, 80], Gen.Bool).Array[0, 12].Sample(spans =>
    {
        SloDay day = SloTally.Freshness(Day, "*", [Orders], spans.Select(s => (Orders, Midnight.AddHours(s.Item1), s.Item3 ? (DateTimeOffset?)null : Midnight.AddHours(s.Item1 + s.Item2))));
        return day.Good is >= 0 and <= 24 && day.Total == 24;
    });

    [Fact]
    public void Half_of_the_budget_used_leaves_half_of_it()
    {
        SloSettings slo = new() { Name = "runs", Of = SloMeasure.Runs, Objective = 99 };

        SloStanding standing = SloStanding.From(slo, [new(Day.AddDays(-2), 100, 100), new(Day.AddDays(-1), 99, 100)], Day);

        Assert.Equal((99.5, 0.5, 1.0), (standing.Measured!.Value, Math.Round(standing.BudgetLeft!.Value, 9), Math.Round(standing.Burn!.Value, 9)));
    }

    [Fact]
    public void Nothing_measured_is_not_a_number()
    {
        SloStanding standing = SloStanding.From(new() { Name = "runs", Of = SloMeasure.Runs, Objective = 99 }, [new(Day, 0, 0)], Day.AddDays(1));

        Assert.Equal((null, null, null), (standing.Measured, standing.BudgetLeft, standing.Burn));
    }

    private static RunSummary Run(string job, string id, RunState state, int hour) =>
        new(Subject.Job("s", job), id, state, Midnight.AddHours(hour), state == RunState.Running ? null : Midnight.AddHours(hour + 1)) { Scheduled = Midnight.AddHours(hour) };
}
