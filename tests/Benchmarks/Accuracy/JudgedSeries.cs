using Observability.Adapters.MlNet;
using Observability.Core.Detection;

namespace Observability.Benchmarks.Accuracy;

/// <summary>What the detector says of one labelled series, with what counts of it.</summary>
/// <param name="Start">First row that counts: 15 % of a series, at most 750 rows, are there to learn.</param>
/// <param name="StepSeconds">Median distance of its rows.</param>
internal sealed record JudgedSeries(long[] Ticks, float[] Scores, IReadOnlyList<(int First, int Last)> Events, int Start, double StepSeconds)
{
    public static JudgedSeries Of(LabelledSeries series, IFusion? fusion)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default, fusion);
        long[] ticks = [.. series.Points.Select(p => p.Time.UtcTicks)];
        float[] scores = [.. series.Points.Select(p => (float)detector.Judge(p).Score)];
        long[] gaps = [.. ticks.Zip(ticks.Skip(1), (a, b) => b - a).Order()];
        double step = gaps.Length == 0 ? 1 : gaps[gaps.Length / 2] / (double)TimeSpan.TicksPerSecond;
        int start = (int)Math.Min(0.15 * ticks.Length, 750);
        return new(ticks, scores, [.. series.Events.Where(e => e.Last >= start).Select(e => (Math.Max(e.First, start), e.Last))], start, step);
    }

    public double Weeks => (Ticks.Length - Start) * StepSeconds / (7 * 86400);
}
