using Observability.Core.Incidents;
using Observability.Core.Series;

namespace Observability.Unit.Incidents;

/// <summary>What would have been told, and what was.</summary>
public sealed class BacktestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_the_sensitivity_of_the_settings_it_tells_what_was_told()
    {
        Watched watched = await FedAsync();

        BacktestAt tested = Assert.Single(await watched.Service.Backtest.RunAsync(watched.Subject, watched.Measure, [0.42], Cancel));

        Assert.Equal((await watched.IncidentsAsync()).Select(i => i.Opened), tested.Told.Select(p => p.Time));
        Assert.NotEmpty(tested.Told);
        Assert.Equal(tested.Told.Count, tested.Weeks.Sum(w => w.Told));
        Assert.Equal((await watched.PointsAsync()).Select(p => p.Judgement?.Expected), tested.Points.Select(p => p.Judgement?.Expected));
    }

    [Fact]
    public async Task More_sensitivity_never_tells_less()
    {
        Watched watched = await FedAsync();

        int[] told = [.. (await watched.Service.Backtest.RunAsync(watched.Subject, watched.Measure, [0, 0.2, 0.38, 0.6], Cancel)).Select(t => t.Told.Count)];

        Assert.Equal(told.Order(), told);
        Assert.Equal(0, told[0]);
    }

    [Fact]
    public async Task The_band_drawn_is_that_of_the_sensitivity_the_more_the_narrower_and_never_inside_that_of_the_detector()
    {
        Watched watched = await FedAsync();

        IReadOnlyList<BacktestAt> tested = await watched.Service.Backtest.RunAsync(watched.Subject, watched.Measure, [0.1, 0.25, 0.42, 0.5, 0.9], Cancel);

        SeriesPoint judged = (await watched.PointsAsync())[450];
        double[] widths = [.. tested.Select(t => t.Points[450].Judgement!.Value is var j ? (j.Upper - j.Lower)!.Value : 0)];
        Assert.All(tested.SelectMany(t => t.Points), p => Assert.False(p.Judgement!.Value is { Anomalous: true } j && p.Value > j.Lower && p.Value < j.Upper));
        Assert.Equal(widths.OrderDescending(), widths);
        Assert.True(widths[0] > widths[1] && widths[1] > widths[2] && widths[2] > widths[3]);
        Assert.Equal((judged.Judgement!.Value.Lower, judged.Judgement.Value.Upper), tested[3].Points[450].Judgement!.Value is var b ? (b.Lower, b.Upper) : default);
    }

    [Theory] // expected 100, band 90 to 110
    [InlineData("job:air/load", "duration", 0, 160)]
    [InlineData("dataset:lake/orders", "rows", 70, 130)]
    [InlineData("spend:SubAccountId=s", "cost:USD", 0, 120)]
    [InlineData("stream:orders", "lag", 0, 110)]
    [InlineData("stream:orders", "queue", 90, 110)]
    public void Nobody_is_told_between_what_somebody_would_act_on(string subject, string measure, double lower, double upper)
    {
        Judgement judged = new(0.9f, true, true, 100, 90, 110);

        (double? Lower, double? Upper) quiet = FindingsOf.Quiet(new(subject), measure, judged, 1, new());

        Assert.Equal((lower, upper), quiet);
        Assert.All(new[] { lower + 0.01, upper - 0.01 }, value => Assert.Null(FindingsOf.Point(new(subject), new() { Measure = measure, Count = 9 }, new(Watched.Begin, value, 1) { Judgement = judged }, new())));
    }

    [Fact]
    public async Task It_changes_nothing()
    {
        Watched watched = await FedAsync();
        string before = await Storage.Dump.OfAsync(watched.Store, _ => true, Cancel);

        await watched.Service.Backtest.RunAsync(watched.Subject, watched.Measure, [0.5], Cancel);

        Assert.Equal(before, await Storage.Dump.OfAsync(watched.Store, _ => true, Cancel));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("start")]
    [InlineData("nothing")]
    public async Task What_is_not_judged_by_its_values_has_none(string measure) =>
        Assert.Empty(await (await FedAsync()).Service.Backtest.RunAsync(new("stream:orders"), measure, [0.5], Cancel));

    private static async Task<Watched> FedAsync()
    {
        Watched watched = new();
        await watched.FeedOneByOneAsync(Enumerable.Range(0, 500).Select(i =>
            Watched.Point(TimeSpan.FromHours(1), i, 100 + (20 * Math.Sin(i * Math.Tau / 24)) + new Random(i).NextDouble() + (i is 300 or 421 ? 300 : 0))));
        return watched;
    }
}
