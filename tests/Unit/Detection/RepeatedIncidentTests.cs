using Observability.Core.Detection;

namespace Observability.Unit.Detection;

/// <summary>What was told before: an incident that is still rare is news again, what comes every week is not.</summary>
public sealed class RepeatedIncidentTests
{
    /// <summary>Score that alerts at the default sensitivity of an estate.</summary>
    private const double Bar = 0.55;

    [Theory]
    [InlineData(5, 14, 7.5)]
    [InlineData(60, 14, 7.5)]
    [InlineData(60, 42, 7.5)]
    [InlineData(1440, 60, 10)] // a few dozen days say less of what is usual
    public void A_rare_incident_is_told_again_nearly_as_surely_as_the_first_time(int stepMinutes, int everyDays, double spreads)
    {
        TimeSpan step = TimeSpan.FromMinutes(stepMinutes);
        int every = (int)(TimeSpan.FromDays(everyDays) / step);
        for (int seed = 1; seed <= 5; seed++)
        {
            Random random = new(seed);
            double[] values = Series.Noise(every * 7, seed, spread: 10);
            List<int> spikes = [];
            for (int at = every; at < values.Length; at += every * 3 / 4 + random.Next(every / 2))
            {
                values[at] = 100 + spreads * 5;
                spikes.Add(at);
            }

            Verdict[] verdicts = Judge(values, step);

            Assert.All(spikes, at => Assert.True(verdicts[at].Score >= Math.Max(Bar, 0.7 * verdicts[spikes[0]].Score), $"{step} seed {seed}: {string.Join(' ', spikes.Select(s => verdicts[s].Score.ToString("0.00")))}"));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public void A_peak_at_one_hour_of_the_week_is_no_news_from_the_third_week_on(int stepMinutes)
    {
        TimeSpan step = TimeSpan.FromMinutes(stepMinutes);
        int week = (int)(TimeSpan.FromDays(7) / step);
        double[] values = Series.Noise(12 * week, 4, spread: 10);
        for (int at = week / 5; at < values.Length; at += week)
        {
            values[at] += 60;
        }

        int[] weeks = [.. Judge(values, step).Index().Where(v => v.Item.Score >= Bar).Select(v => v.Index / week)];

        Assert.Contains(0, weeks);
        Assert.DoesNotContain(weeks, w => w > 1);
    }

    [Fact]
    public void An_incident_at_another_hour_is_told_though_a_peak_comes_every_week()
    {
        const int Week = 7 * 24;
        double[] values = Series.Noise(12 * Week, 4, spread: 10);
        for (int at = 33; at < values.Length; at += Week)
        {
            values[at] += 60;
        }

        values[11 * Week + 80] += 90;

        Assert.True(Judge(values, TimeSpan.FromHours(1))[11 * Week + 80].Score >= Bar);
    }

    [Fact]
    public void What_comes_every_other_day_is_no_incident_for_long()
    {
        Random random = new(3);
        double[] values = Series.Noise(24 * 7 * 8, 5, spread: 10);
        for (int at = 60; at < values.Length; at += 24 + random.Next(48))
        {
            values[at] += 60;
        }

        Assert.DoesNotContain(Judge(values, TimeSpan.FromHours(1)).Skip(24 * 7 * 3), v => v.Score >= Bar);
    }

    private static Verdict[] Judge(double[] values, TimeSpan step)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        return [.. Series.Of(values, step).Select(detector.Judge)];
    }
}
