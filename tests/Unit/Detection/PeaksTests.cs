using CsCheck;
using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class PeaksTests
{
    private const double Step = 300;
    private static readonly long Ticks = (long)(Step * TimeSpan.TicksPerSecond);

    [Fact]
    public void What_is_louder_is_never_less_rare() =>
        Gen.Select(Gen.Double[0, 4].Array[50, 2000], Gen.Double[0, 8], Gen.Double[0, 8]).Sample((past, a, b) =>
        {
            PeakMemory memory = After(past);
            Assert.True(Peaks.Judge(in memory, Math.Min(a, b), 0, Step) <= Peaks.Judge(in memory, Math.Max(a, b), 0, Step) + 1e-9);
        });

    [Fact]
    public void A_loudness_reached_every_day_is_no_news_and_one_far_beyond_all_is()
    {
        double[] past = Calm(12 * 24 * 28);
        for (int i = 0; i < past.Length; i += 12 * 24)
        {
            past[i] = 4;
        }

        PeakMemory memory = After(past);
        double needed = Loudness.Needed(Step);

        Assert.True(Peaks.Judge(in memory, 3.9, 10, Step) < needed - 0.5);
        Assert.True(Peaks.Judge(in memory, 14, 20, Step) > needed);
    }

    [Fact]
    public void The_oftener_a_series_was_told_of_the_rarer_it_must_be()
    {
        double[] past = Calm(12 * 24 * 28);
        PeakMemory seldom = After(past, i => i % (12 * 24 * 14) == 5), often = After(past, i => i % (12 * 12) == 5);

        Assert.True(Peaks.Judge(in often, 4.5, 10, Step) < Peaks.Judge(in seldom, 4.5, 10, Step));
    }

    [Fact]
    public void A_series_whose_bursts_are_usual_is_told_of_more_and_more_rarely()
    {
        Random random = new(3);
        double[] values = [.. Enumerable.Range(0, 12 * 24 * 42).Select(_ => 20 * Math.Pow(1 - random.NextDouble(), -0.6))];

        int[] days = [.. Series.Alerts(values, TimeSpan.FromMinutes(5)).Select(a => a.Row / 288)];

        Assert.InRange(days.Count(d => d >= 28), 0, 6);
    }

    private static double[] Calm(int count)
    {
        Random random = new(8);
        return [.. Enumerable.Range(0, count).Select(_ => -0.3 * Math.Log(1 - random.NextDouble()))];
    }

    private static PeakMemory After(double[] past, Func<int, bool>? told = null)
    {
        PeakMemory memory = default;
        for (int i = 0; i < past.Length; i++)
        {
            bool alerts = told?.Invoke(i) == true;
            Peaks.Begin(ref memory, (i + 1) * Ticks, Step);
            Peaks.Learn(ref memory, alerts ? 5 : past[i], (i + 1) * Ticks, open: false, alerts);
        }

        return memory;
    }
}
