using CsCheck;
using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Unit.Detection;

public sealed class StreamDetectorShapeTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly int[] Steps = [1, 5, 60, 1440];

    [Fact]
    public void A_spike_that_is_lower_than_the_daily_peak_alerts_at_night()
    {
        double[] values = Series.Daily(28, 1);
        int night = 24 * 25 + 18; // the trough of the wave
        values[night] += 60;

        (int row, Verdict verdict) = Assert.Single(Series.Alerts(values, Hour), a => a.Row >= 24 * 14);

        Assert.Equal(night, row);
        Assert.Equal(AnomalyShape.Spike, verdict.Shape);
        Assert.InRange(verdict.Expected!.Value, 40, 65);
    }

    [Fact]
    public void A_step_that_stays_alerts_once_or_at_most_twice()
    {
        double[] values = Series.Noise(1000, 2);
        for (int i = 700; i < values.Length; i++)
        {
            values[i] += 40;
        }

        (int Row, Verdict Verdict)[] alerts = [.. Series.Alerts(values, Hour).Where(a => a.Row >= 700)];

        Assert.InRange(alerts.Length, 1, 2);
        Assert.InRange(alerts[0].Row, 700, 702);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_way_back_from_a_drift_is_no_event_of_its_own(int seed)
    {
        double[] values = Series.Noise(3000, seed);
        for (int i = 2000; i < 2060; i++)
        {
            values[i] += 0.7 * (i - 2000);
        }

        (int Row, Verdict Verdict)[] alerts = [.. Series.Alerts(values, TimeSpan.FromMinutes(5)).Where(a => a.Row >= 2000)];

        Assert.NotEmpty(alerts);
        Assert.All(alerts, a => Assert.InRange(a.Row, 2000, 2059));
    }

    [Fact]
    public void A_daily_business_series_is_judged_from_its_ninth_value()
    {
        double[] values = [100, 104, 98, 101, 97, 103, 99, 102, 100, 101, 400];

        (int row, _) = Assert.Single(Series.Alerts(values, TimeSpan.FromDays(1)));

        Assert.Equal(10, row);
    }

    [Theory]
    [InlineData("all equal")]
    [InlineData("zeros with rare ones")]
    [InlineData("alternating")]
    [InlineData("huge and tiny")]
    [InlineData("growing without end")]
    [InlineData("noise")]
    public void Hostile_but_steady_input_is_no_alert_storm(string kind)
    {
        Random random = new(5);
        double[] values = [.. Enumerable.Range(0, 4000).Select(i => kind switch
        {
            "all equal" => 7.0,
            "zeros with rare ones" => random.Next(50) == 0 ? 1 : 0,
            "alternating" => i % 2 == 0 ? 1 : -1,
            "huge and tiny" => random.Next(3) switch { 0 => 1e308, 1 => -1e308, _ => 1e-300 },
            "growing without end" => i,
            _ => random.NextDouble(),
        })];

        Assert.InRange(Series.Alerts(values, TimeSpan.FromMinutes(5)).Length, 0, 4); // two weeks
    }

    [Fact]
    public void A_value_that_keeps_still_but_for_rounding_is_no_event() =>
        Gen.Select(Gen.Double[0.01, 100_000], Gen.Int[0, 3], Gen.Int[0, 3].Select(i => Steps[i]), Gen.Bool).Sample((level, digits, stepMinutes, rounded) =>
        {
            double value = Math.Round(level, digits);
            double[] values = [.. Enumerable.Range(0, stepMinutes < 60 ? 2500 : 600).Select(i => rounded && i % 7 < 3 ? Math.BitIncrement(value) : value)];

            Assert.Empty(Series.Alerts(values, TimeSpan.FromMinutes(stepMinutes)));
        }, iter: 60);

    [Theory]
    [InlineData(1e308)]
    [InlineData(-1e308)]
    [InlineData(1e9)]
    public void One_absurd_value_alerts_once_and_changes_nothing_after_it(double absurd)
    {
        double[] values = Series.Noise(500, 3);
        values[300] = absurd;
        values[360] += 80;
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        Verdict[] verdicts = [.. Series.Of(values, Hour).Select(detector.Judge)];

        Assert.Equal([300, 360], verdicts.Index().Where(v => v.Index >= 300 && v.Item.Alert).Select(v => v.Index));
        Assert.All(verdicts.Skip(303), v => Assert.InRange(v.Expected!.Value, 60, 140));
    }

    [Fact]
    public void A_constant_says_flat_and_its_first_change_alerts()
    {
        double[] values = [.. Enumerable.Repeat(5.0, 200), 6];
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        Verdict[] verdicts = [.. Series.Of(values, Hour).Select(detector.Judge)];

        Assert.Equal(VerdictKind.TooLittleHistory, verdicts[3].Kind);
        Assert.Equal(VerdictKind.Flat, verdicts[150].Kind);
        Assert.True(verdicts[200].Alert);
    }

    [Fact]
    public void A_point_not_after_the_last_one_and_a_number_that_is_none_pass_through_unjudged()
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        Point[] points = Series.Of(Series.Noise(50, 3), Hour);
        foreach (Point point in points)
        {
            detector.Judge(point);
        }

        byte[] before = detector.Save().ToBytes();

        Assert.Equal(VerdictKind.NotJudged, detector.Judge(points[^1]).Kind);
        Assert.Equal(VerdictKind.NotJudged, detector.Judge(points[10]).Kind);
        Assert.Equal(VerdictKind.NotJudged, detector.Judge(new(points[^1].Time.AddHours(1), double.NaN)).Kind);
        Assert.Equal(before, detector.Save().ToBytes());
    }
}
