using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Slos;
using Observability.Core.Storage;
using Observability.Unit.Storage;

namespace Observability.Unit.Slos;

public sealed class EstateDayTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly DateTimeOffset Midnight = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _clock = new(Midnight.AddDays(1).AddMinutes(10));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Tries_for_one_scheduled_time_are_one_run_and_fail_where_none_went_well() => Assert.Equal(
        new EstateDay(Day, 2, 1, new(3, 1), null),
        EstateDay.Of(Day, [Run("a", "1", RunState.Failed, 1), Run("a", "2", RunState.Succeeded, 1), Run("b", "3", RunState.Failed, 1), Run("b", "4", RunState.Running, 2)], new(3, 1), null));

    [Fact]
    public void The_order_in_which_runs_are_read_and_how_often_do_not_matter() =>
        Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Enum<RunState>()).Array[0, 20], Gen.Int).Sample((some, seed) =>
        {
            RunSummary[] runs = [.. some.Select(r => Run($"j{r.Item1}", $"{r.Item1} {r.Item2} {r.Item3}", r.Item3, r.Item2))];
            return EstateDay.Of(Day, runs, null, null) == EstateDay.Of(Day, [.. Shuffle.Of(runs, seed), .. runs], null, null);
        });

    [Fact]
    public async Task A_day_says_how_the_estate_stood_at_its_end_and_later_counts_change_its_runs_alone()
    {
        await PutAsync("late", _clock.GetUtcNow());
        await PutAsync("well", null);
        await Count.CountAsync(Cancel);
        await PutAsync("late", null);
        _clock.Advance(TimeSpan.FromDays(1));
        await Count.CountAsync(Cancel);

        IReadOnlyList<EstateDay> days = await new EstateStore(_store).DaysAsync(Day.AddDays(-40), Day.AddDays(5), Cancel);

        Assert.Equal(CountEstate.Window + 1, days.Count);
        Assert.Equal(new EstateCount(2, 1), days[^2].Datasets);
        Assert.Equal(new EstateCount(2, 0), days[^1].Datasets);
        Assert.All(days.SkipLast(2), d => Assert.Null(d.Datasets));
    }

    [Fact]
    public async Task Counting_again_writes_nothing_that_did_not_change()
    {
        await PutAsync("late", _clock.GetUtcNow());
        await Count.CountAsync(Cancel);

        FailingStore all = new(_store, int.MaxValue);
        await New(all).CountAsync(Cancel);

        Assert.Equal(0, all.Writes);
    }

    [Fact]
    public async Task The_next_count_is_armed_for_ten_past_midnight()
    {
        await Count.RunAsync("days", Cancel);

        Assert.Equal(Midnight.AddDays(2).AddMinutes(10), await new DueRows(_store).NextAsync(Cancel));
    }

    private CountEstate Count => New(_store);

    private CountEstate New(ITableStore store) => new(new(store), new(store), new(store), new(store), _clock);

    private Task PutAsync(string name, DateTimeOffset? late) =>
        new OutlookStore(_store).PutAsync(new Outlook { Subject = Subject.Dataset("lake", name), LateSince = late }, Cancel);

    private static RunSummary Run(string job, string id, RunState state, int hour) =>
        new(Subject.Job("s", job), id, state, Midnight.AddHours(hour), state == RunState.Running ? null : Midnight.AddHours(hour + 1)) { Scheduled = Midnight.AddHours(hour) };
}
