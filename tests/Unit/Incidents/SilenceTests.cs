using CsCheck;
using Observability.Core.Detection;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Unit.Incidents;

/// <summary>Metrics that stand still or stop: told whatever the value, and only where nothing else waits for them.</summary>
public sealed class SilenceTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_that_stands_still_is_told_once_and_is_over_when_it_changes()
    {
        Watched watched = await FedAsync();

        await watched.FeedOneByOneAsync(Enumerable.Range(600, 48).Select(i => Watched.Point(Hour, i, 100)));
        Incident open = Assert.Single(await watched.IncidentsAsync());
        await watched.FeedOneByOneAsync([Usual(648)]);
        Incident over = Assert.Single(await watched.IncidentsAsync());

        Assert.Equal("series-anomaly orders is 100, the same value 8 times in a row", $"{open.Kind} {open.Title}");
        Assert.Equal("flat: the same value 8 times, usually at most 3", open.Evidence.Why);
        Assert.Equal(("flat-line", "how long the value has not changed"), (open.Evidence.Shape, open.Evidence.Part));
        Assert.Equal((null, (DateTimeOffset?)Usual(648).Time, (DateTimeOffset?)Usual(599).Time), (open.Closed, over.Closed, open.Evidence.LastGood));
    }

    [Fact]
    public async Task A_metric_that_stops_is_told_by_time_alone_and_is_over_with_its_next_value()
    {
        Watched watched = await FedAsync();

        await watched.Clock.WaitAsync(watched, TimeSpan.FromHours(47));
        Incident open = Assert.Single(await watched.IncidentsAsync());
        await watched.FeedOneByOneAsync([Usual(648)]);

        Assert.Equal("series-anomaly orders has no value since 2026-08-27 23:00 UTC", $"{open.Kind} {open.Title}");
        Assert.Equal("missing: no value for 7 h 50 min, usually every 1 h 0 min", open.Evidence.Why);
        Assert.Equal(("missing", "the silence before it"), (open.Evidence.Shape, open.Evidence.Part));
        Assert.Equal((Usual(599).Time, open.Opened), (open.Evidence.LastGood, open.Evidence.ExpectedBy));
        Assert.Equal(Usual(648).Time, Assert.Single(await watched.IncidentsAsync()).Closed);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(5, 2)] // hours between their last values
    public async Task Metrics_that_stop_together_are_one_incident_that_is_over_with_the_last(int later, int incidents)
    {
        Watched one = await FedAsync();
        Watched other = new(one) { Subject = Subject.Stream("returns") };
        await other.FeedAsync([.. Enumerable.Range(0, 600).Select(Usual)]);
        for (int i = 600; i < 660; i++)
        {
            await one.FeedOneByOneAsync([Usual(i)]);
            await other.FeedOneByOneAsync([Usual(i)]);
        }

        await other.FeedOneByOneAsync(Enumerable.Range(660, later).Select(Usual));
        await one.Clock.WaitAsync(one, TimeSpan.FromHours(30));
        IReadOnlyList<Incident> silent = await one.IncidentsAsync();
        await one.FeedOneByOneAsync([Usual(700)]);
        bool half = (await one.IncidentsAsync()).All(i => i.Closed is not null);
        await other.FeedOneByOneAsync([Usual(701)]);

        Assert.Equal((incidents, 2), (silent.Count, silent.Sum(i => i.Members.Count)));
        Assert.False(half);
        Assert.All(await one.IncidentsAsync(), i => Assert.NotNull(i.Closed));
    }

    [Fact]
    public async Task A_hole_in_values_that_come_together_is_told_with_the_value_after_it()
    {
        Watched watched = await FedAsync();

        await watched.FeedAsync([Usual(600), Usual(615), Usual(616)]);
        Incident told = Assert.Single(await watched.IncidentsAsync());

        Assert.Equal("orders had no value from 2026-08-28 00:00 UTC to 2026-08-28 15:00 UTC", told.Title);
        Assert.Equal("missing: no value for 15 h 0 min, usually every 1 h 0 min", told.Evidence.Why);
        Assert.Equal((Usual(615).Time, (DateTimeOffset?)Usual(616).Time), (told.Opened, told.Closed));
    }

    [Fact]
    public async Task What_comes_in_pieces_of_a_day_is_waited_for_as_long_as_a_piece_takes()
    {
        Watched watched = new();
        for (int day = 0; day < 20; day++)
        {
            await watched.Clock.WaitAsync(watched, Watched.Begin.AddDays(day + 1).AddHours(2) - watched.Clock.GetUtcNow());
            await watched.FeedAsync([.. Enumerable.Range(day * 24, 24).Select(Usual)], watched.Clock.GetUtcNow());
        }

        Assert.Empty(await watched.IncidentsAsync());
        await watched.Clock.WaitAsync(watched, TimeSpan.FromDays(3));
        Assert.StartsWith("missing", Assert.Single(await watched.IncidentsAsync()).Evidence.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_history_that_was_read_in_one_go_nobody_waits_for_more()
    {
        Watched watched = new();

        await watched.FeedAsync([.. Enumerable.Range(0, 600).Select(Usual)]);
        await watched.Clock.WaitAsync(watched, TimeSpan.FromDays(5));

        Assert.Empty(await watched.IncidentsAsync());
    }

    [Fact]
    public async Task A_metric_that_never_changed_is_not_told_for_not_changing()
    {
        Watched watched = new();

        await watched.FeedOneByOneAsync(Enumerable.Range(0, 600).Select(i => Watched.Point(Hour, i, 5)));

        Assert.Empty(await watched.IncidentsAsync());
    }

    [Theory] // runs and updates have deadlines, bills come late, and rows of small tables are often the same
    [InlineData("job:air/load", Measures.Duration)]
    [InlineData("dataset:lake/orders", Measures.Rows)]
    [InlineData("stream:orders", Measures.Lag)]
    [InlineData("spend:SubAccountId=s", "cost:USD")]
    public async Task What_has_a_deadline_of_its_own_or_is_often_the_same_is_not_told_for_that(string subject, string measure)
    {
        Watched watched = new() { Subject = new(subject), Measure = measure };
        await watched.FeedOneByOneAsync(Enumerable.Range(0, 600).Select(Usual));

        await watched.FeedOneByOneAsync(Enumerable.Range(600, 48).Select(i => Watched.Point(Hour, i, 100)));
        await watched.Clock.WaitAsync(watched, TimeSpan.FromDays(5));

        Assert.Empty(await watched.IncidentsAsync());
    }

    [Fact]
    public void More_sensitivity_never_waits_longer_nor_asks_for_a_longer_run() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Double[0, 1], Gen.Double[0, 1], Gen.OneOf(Gen.Const(1), Gen.Const(5), Gen.Const(60), Gen.Const(1440))).Sample((seed, one, other, minutes) =>
        {
            (double less, double more) = (Math.Min(one, other), Math.Max(one, other));
            (TimeSpan? Silent, int Run) patient = Of(seed, less, minutes), hasty = Of(seed, more, minutes);

            Assert.True((hasty.Silent ?? TimeSpan.MaxValue) <= (patient.Silent ?? TimeSpan.MaxValue));
            Assert.True(hasty.Run <= patient.Run);
        }, iter: 60);

    [Fact]
    public void A_value_after_a_silence_that_was_told_says_so_and_one_a_minute_before_it_does_not() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Double[0.05, 0.95], Gen.OneOf(Gen.Const(1), Gen.Const(5), Gen.Const(60), Gen.Const(1440))).Sample((seed, sensitivity, minutes) =>
        {
            StreamDetector detector = Random(seed, sensitivity, minutes, out DateTimeOffset last);
            DetectorState state = detector.Save();
            TimeSpan silent = detector.SilentAfter ?? TimeSpan.FromDays(366); // longer, if ever

            Assert.True(detector.SilentAfter is null || After(silent) >= 1 - sensitivity);
            Assert.True(After(silent - TimeSpan.FromMinutes(1.01)) < 1 - sensitivity);

            double After(TimeSpan gap) => StreamDetector.Resume(state, new() { Sensitivity = sensitivity }).Judge(new(last + gap, 99)) is { AloneShape: AnomalyShape.Missing } v ? v.Alone : 0;
        }, iter: 60);

    private static (TimeSpan?, int) Of(int seed, double sensitivity, int minutes)
    {
        StreamDetector detector = Random(seed, sensitivity, minutes, out DateTimeOffset last);
        TimeSpan? silent = detector.SilentAfter;
        for (int run = 1; run < 60; run++)
        {
            if (detector.Judge(new(last + TimeSpan.FromMinutes(minutes * run), 7)) is { AloneShape: AnomalyShape.FlatLine } v && v.Alone >= 1 - sensitivity)
            {
                return (silent, run);
            }
        }

        return (silent, int.MaxValue);
    }

    // Values that repeat now and then, with a pause now and then.
    private static StreamDetector Random(int seed, double sensitivity, int minutes, out DateTimeOffset last)
    {
        Random random = new(seed);
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, new() { Sensitivity = sensitivity });
        last = Watched.Begin;
        for (int i = 0; i < 300; i++)
        {
            last += TimeSpan.FromMinutes(minutes * (random.Next(50) == 0 ? random.Next(2, 5) : 1));
            detector.Judge(new(last, random.Next(1 + (seed % 40))));
        }

        return detector;
    }

    private static SeriesPoint Usual(int i) => Watched.Point(Hour, i, 90 + (20 * new Random(i).NextDouble()));

    private static async Task<Watched> FedAsync()
    {
        Watched watched = new();
        await watched.FeedOneByOneAsync(Enumerable.Range(0, 600).Select(Usual));
        Assert.Empty(await watched.IncidentsAsync());
        return watched;
    }
}

file static class Waiting
{
    /// <summary>Time passes, and what is due is done every hour; nobody says that anything is.</summary>
    public static async Task WaitAsync(this SimulatedTime clock, Watched watched, TimeSpan span)
    {
        for (DateTimeOffset end = clock.GetUtcNow() + span; clock.GetUtcNow() < end;)
        {
            DateTimeOffset next = clock.GetUtcNow().AddHours(1);
            clock.MoveTo(next < end ? next : end);
            await watched.Service.WhatIsDue.RunAsync(TestContext.Current.CancellationToken);
        }
    }
}
