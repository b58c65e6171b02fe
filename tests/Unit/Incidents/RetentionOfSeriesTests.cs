using Observability.Core.Configuration;
using Observability.Core.Series;

namespace Observability.Unit.Incidents;

/// <summary>Series are kept as long as runs, by whole months; what is said of what is left does not depend on that.</summary>
public sealed class RetentionOfSeriesTests
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(3);

    [Fact]
    public async Task Months_that_are_older_than_runs_are_kept_go_and_nothing_else_changes()
    {
        Watched kept = new();
        Watched forgetful = new(Settings.Default with { Retention = new() { Runs = TimeSpan.FromDays(35) } });
        SeriesPoint[] points = [.. Enumerable.Range(0, 8 * 130).Select(i => Watched.Point(Step, i, 100 + (i % 8 * 3) + (i % 13)))]; // from 3 August to 10 December
        foreach (SeriesPoint[] day in points.Chunk(8))
        {
            await kept.FeedAsync(day);
            await forgetful.FeedAsync(day);
        }

        // On 1 December, when the last month ended, what had begun before October was older than 35 days.
        IReadOnlyList<SeriesPoint> left = await forgetful.PointsAsync();
        DateTimeOffset october = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.InRange(left[0].Time, october, october.AddDays(1));
        Assert.Equal((await kept.PointsAsync()).Where(p => p.Time >= left[0].Time), left);
        Assert.Equal(points.Length, (await kept.PointsAsync()).Count);
    }
}
