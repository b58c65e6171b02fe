using Observability.Adapters.MlNet;
using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class ShortHistoryTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void Daily_noise_of_a_tenth_gets_a_band_that_a_person_believes()
    {
        Verdict last = Judge(LogNormal(36, 0.1, 1))[^1];

        Assert.InRange(last.Expected!.Value, 1800, 2200);
        Assert.InRange(last.Lower!.Value, 900, 1600);
        Assert.InRange(last.Upper!.Value, 2500, 3600);
    }

    [Theory]
    [InlineData(7450)]
    [InlineData(700)]
    [InlineData(0)]
    public void From_the_fifteenth_day_a_triple_a_third_and_nothing_are_seen(double value) =>
        Assert.True(Judge([.. LogNormal(14, 0.1, 2), value])[^1].Alert);

    [Fact]
    public void A_series_of_equal_counts_is_not_told_of_a_hundredth_but_of_a_double()
    {
        double[] equal = [.. Enumerable.Repeat(5000.0, 30)];

        Assert.False(Judge([.. equal, 5050])[^1].Alert);
        Assert.True(Judge([.. equal, 10000])[^1].Alert);
    }

    [Fact]
    public void A_level_that_stays_is_told_once_and_usual_after_five_days()
    {
        double[] values = LogNormal(60, 0.1, 3);
        for (int i = 40; i < values.Length; i++)
        {
            values[i] *= 2.5;
        }

        Verdict[] verdicts = Judge(values);

        Assert.Equal(40, Assert.Single(Enumerable.Range(0, 60), i => verdicts[i].Alert));
        Assert.All(verdicts[45..], v => Assert.InRange(v.Expected!.Value, 4000, 6200));
    }

    [Fact]
    public void One_outlier_of_twenty_times_raises_the_upper_end_of_the_band_by_less_than_half()
    {
        double[] values = LogNormal(40, 0.1, 4);
        double[] spoilt = [.. values];
        spoilt[30] *= 20;

        Verdict clean = Judge(values)[^1], after = Judge(spoilt)[^1];

        Assert.InRange(after.Upper!.Value / clean.Upper!.Value, 0.8, 1.4);
    }

    [Fact]
    public void A_quiet_weekend_is_expected_from_the_fifth_week()
    {
        double[] values = [.. LogNormal(34, 0.1, 5).Select((v, i) => i % 7 >= 5 ? v / 5 : v)];

        Verdict[] usual = Judge(values);

        Assert.InRange(usual[33].Expected!.Value, 300, 520);
        Assert.DoesNotContain(usual[21..], v => v.Alert);
        values[33] *= 5;
        Assert.True(Judge(values)[33].Alert);
    }

    [Fact]
    public void A_band_is_not_below_zero_where_no_value_was() =>
        Assert.All(Judge(LogNormal(300, 0.8, 6)).Where(v => v.Lower is not null), v => Assert.True(v.Lower >= 0));

    [Fact]
    public void Four_hundred_clean_series_alert_less_than_once_in_seven_weeks()
    {
        int alerts = 0;
        double weeks = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            LabelledSeries series = OperationalSeries.Make(seed, new((OperationalKind)(seed % 3), 15 + seed % 90, 0.05 + 0.25 * (seed % 11) / 10, OperationalFault.None));
            alerts += Judge(series).Count(v => v.Alert);
            weeks += series.Points.Count / 7.0;
        }

        Assert.InRange(alerts / weeks, 0, 0.1);
    }

    [Theory]
    [InlineData(OperationalFault.Spike, 3.0, 0.9)]
    [InlineData(OperationalFault.Drop, 0.25, 0.9)]
    [InlineData(OperationalFault.Shift, 2.5, 0.9)]
    internal void Faults_in_daily_series_of_little_noise_are_found(OperationalFault fault, double size, double least)
    {
        int events = 0, found = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            LabelledSeries series = OperationalSeries.Make(seed, new((OperationalKind)(seed % 3), 30 + seed % 70, 0.05 + 0.1 * (seed % 11) / 10, fault, size));
            Verdict[] verdicts = Judge(series);
            events += series.Events.Count;
            found += series.Events.Count(e => verdicts[e.First..(e.Last + 1)].Any(v => v.Score >= 0.5));
        }

        Assert.InRange((double)found / events, least, 1);
    }

    [Fact]
    public void Tail_and_reach_are_each_others_inverse()
    {
        foreach (double freedom in new[] { 2.0, 5, 20 })
        {
            Assert.Equal(2.5, StudentTail.Loudness(StudentTail.Reach(StudentTail.Deviate(2.5), freedom), freedom), 1e-6);
        }

        Assert.InRange(StudentTail.Loudness(2.764, 10), 1.95, 2.05); // table: t(10) at 1 %
        Assert.InRange(StudentTail.Loudness(5.893, 5), 2.9, 3.1); // t(5) at 0.1 %
    }

    private static double[] LogNormal(int count, double sigma, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2000 * Math.Exp(sigma * SyntheticShape.Gaussian(random)))];
    }

    private static Verdict[] Judge(double[] values)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        return [.. Series.Of(values, Day).Select(detector.Judge)];
    }

    private static Verdict[] Judge(LabelledSeries series)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        return [.. series.Points.Select(detector.Judge)];
    }
}
