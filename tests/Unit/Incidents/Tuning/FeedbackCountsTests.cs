using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Unit.Incidents.Tuning;

/// <summary>What people say of incidents changes how the series is judged from then on, and can be taken back.</summary>
public sealed class FeedbackCountsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Noise_makes_the_series_less_sensitive_and_its_like_a_little_and_taking_it_back_undoes_that()
    {
        Watched watched = await SpikedAsync();
        Incident incident = Assert.Single(await watched.IncidentsAsync());

        await watched.SayAsync(incident, "noise");
        await watched.SayAsync(incident, "noise", "Ben");
        (double noisy, string because) = await TunedAsync(watched, watched.Subject);
        (double alike, _) = await TunedAsync(watched, Subject.Stream("returns"));
        await watched.SayAsync(incident, "withdraw");
        await watched.SayAsync(incident, "withdraw", "Ben");

        Assert.Equal(0.21, noisy, 3);
        Assert.Equal("less sensitive since 2 × noise (0.50 of the usual); undo with obs feedback " + incident.Id + " withdraw", because);
        Assert.InRange(alike, 0.3, 0.419);
        Assert.Equal(0.42, await watched.SensitivityAsync());
    }

    [Fact]
    public async Task A_series_told_of_as_noise_opens_fewer_incidents_for_what_is_as_unusual_as_before()
    {
        int fewer = 0;
        foreach (double height in new[] { 110, 140, 200, 400, 1000 })
        {
            (int before, int after) = (await IncidentsAsync(height, null), await IncidentsAsync(height, "noise"));
            Assert.True(after <= before, $"{height}: {before} became {after}");
            fewer += before - after;
        }

        Assert.NotEqual(0, fewer);

        static async Task<int> IncidentsAsync(double height, string? word)
        {
            Watched watched = await SpikedAsync();
            Incident incident = (await watched.IncidentsAsync())[0];
            for (int person = 0; word is not null && person < 4; person++)
            {
                await watched.SayAsync(incident, word, $"P{person}");
            }

            await watched.FeedOneByOneAsync(Points(720, 900, 850, height));
            return (await watched.IncidentsAsync()).Count;
        }
    }

    [Fact]
    public async Task What_was_planned_is_not_learned_and_taking_that_back_makes_the_series_what_it_was()
    {
        Watched watched = await SpikedAsync(width: 30);
        Incident incident = (await watched.IncidentsAsync())[0];
        IReadOnlyList<SeriesPoint> before = await watched.PointsAsync();

        await watched.SayAsync(incident, "planned");
        await watched.Service.WhatIsDue.RunAsync(Cancel);
        IReadOnlyList<SeriesPoint> planned = await watched.PointsAsync();
        await watched.SayAsync(incident, "withdraw");
        await watched.Service.WhatIsDue.RunAsync(Cancel);

        Assert.NotEqual(before[^1].Judgement!.Value.Upper, planned[^1].Judgement!.Value.Upper);
        Assert.Equal(before, await watched.PointsAsync());
        Assert.Single(await watched.IncidentsAsync());
    }

    private static async Task<(double, string)> TunedAsync(Watched watched, Subject subject) =>
        (await watched.Service.Tuning.OfAsync(subject, 0.42, watched.Clock.GetUtcNow(), Cancel))(watched.Measure) is var tuned ? (tuned.Sensitivity, tuned.Because) : default;

    // A month of a day's wave, and something unusual near its end.
    private static async Task<Watched> SpikedAsync(double height = 400, int width = 1)
    {
        Watched watched = new();
        SeriesPoint[] points = Points(0, 720, 680, height, width);
        await watched.FeedAsync(points[..670]);
        await watched.FeedOneByOneAsync(points[670..]);
        return watched;
    }

    private static SeriesPoint[] Points(int from, int to, int spike, double height, int width = 1) =>
    [
        .. Enumerable.Range(from, to - from).Select(i => Watched.Point(Hour, i, 100 + (20 * Math.Sin(i * Math.Tau / 24)) + new Random(i).NextDouble() + (i >= spike && i < spike + width ? height - 100 : 0))),
    ];
}
