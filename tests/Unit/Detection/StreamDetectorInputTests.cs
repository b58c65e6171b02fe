using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Unit.Detection;

public sealed class StreamDetectorInputTests
{
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1600)]
    [InlineData(9900)]
    public void Any_year_is_judged_alike(int year)
    {
        double[] values = Series.Noise(800, 4);
        values[700] += 60;

        Verdict[] there = Judge(values.Select((v, i) => new Point(new DateTimeOffset(year, 3, 6, 0, 0, 0, TimeSpan.Zero) + i * Minutes, v)));

        Assert.True(there[700].Alert);
        Assert.InRange(there.Count(v => v.Alert), 1, 2);
    }

    [Fact]
    public void Points_out_of_order_and_twice_change_no_verdict_of_the_others()
    {
        Point[] points = Series.Of(Series.Noise(600, 5), Minutes);
        Verdict[] clean = Judge(points);
        Verdict[] dirty = Judge(points.SelectMany((p, i) => i % 7 == 3 ? [p, p, new Point(p.Time - 3 * Minutes, 1e9)] : new[] { p }));

        Assert.Equal(clean, dirty.Where(v => v.Kind != VerdictKind.NotJudged));
    }

    [Fact]
    public void Numbers_that_are_none_are_passed_over()
    {
        Point[] points = Series.Of(Series.Noise(600, 6), Minutes);
        double[] none = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        Verdict[] dirty = Judge(points.SelectMany((p, i) => i % 5 == 2 ? [new Point(p.Time - Minutes / 2, none[i % 3]), p] : new[] { p }));

        Assert.Equal(Judge(points), dirty.Where(v => v.Kind != VerdictKind.NotJudged));
    }

    [Theory]
    [InlineData("the largest number now and then")]
    [InlineData("a counter below zero")]
    [InlineData("jumps every hour")]
    [InlineData("heavy tails")]
    public void What_a_series_always_does_is_no_alert_storm(string kind)
    {
        Random random = new(9);
        double total = -5000;
        double[] values = [.. Enumerable.Range(0, 12 * 24 * 28).Select(i => kind switch
        {
            "the largest number now and then" => random.Next(40) == 0 ? 1e308 : random.NextDouble(),
            "a counter below zero" => total = random.Next(500) == 0 ? -5000 : total + random.NextDouble(),
            "jumps every hour" => i % 12 == 0 ? random.Next(2, 5) : 1,
            _ => Math.Pow(1 - random.NextDouble(), -1),
        })];

        Assert.InRange(Series.Alerts(values, Minutes).Count(a => a.Row >= 12 * 24 * 14), 0, 5);
    }

    [Fact]
    public void One_point_and_a_few_equal_ones_are_too_little_history()
    {
        Assert.All(Judge(Series.Of([5, 5, 5], Minutes)), v => Assert.Equal(VerdictKind.TooLittleHistory, v.Kind));
        Assert.Equal(VerdictKind.TooLittleHistory, Assert.Single(Judge([new Point(Start, 1e308)])).Kind);
    }

    [Fact]
    public void A_missing_day_is_told_as_missing_and_what_follows_is_judged_as_before()
    {
        double[] values = Series.Daily(40, 2);
        Point[] points = [.. Series.Of(values, TimeSpan.FromHours(1)).Where((_, i) => i is < 24 * 30 or >= 24 * 31)];

        Verdict[] verdicts = Judge(points);

        Assert.Equal(AnomalyShape.Missing, verdicts[24 * 30].Shape);
        Assert.InRange(verdicts.Skip(24 * 30 + 1).Count(v => v.Alert), 0, 1);
    }

    private static Verdict[] Judge(IEnumerable<Point> points)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        return [.. points.Select(detector.Judge)];
    }
}
