using Observability.Core.Incidents;

namespace Observability.Unit.Incidents;

/// <summary>What would have been told, and what was.</summary>
public sealed class BacktestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_the_sensitivity_of_the_settings_it_tells_what_was_told()
    {
        Watched watched = await FedAsync();

        BacktestAt tested = Assert.Single(await watched.Service.Backtest.RunAsync(watched.Subject, watched.Measure, [0.45], Cancel));

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
