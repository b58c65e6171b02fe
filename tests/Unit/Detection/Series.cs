using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Unit.Detection;

/// <summary>Series to test with.</summary>
internal static class Series
{
    private static readonly DateTimeOffset Monday = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);

    public static Point[] Of(double[] values, TimeSpan step) => [.. values.Select((v, i) => new Point(Monday + i * step, v))];

    public static double[] Noise(int count, int seed, double level = 100, double spread = 5)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => level + spread * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5))];
    }

    /// <summary>A day's wave of 24 hourly values with noise.</summary>
    public static double[] Daily(int days, int seed)
    {
        double[] noise = Noise(24 * days, seed);
        return [.. noise.Select((v, i) => v + 50 * Math.Sin(2 * Math.PI * i / 24))];
    }

    public static (int Row, Verdict Verdict)[] Alerts(double[] values, TimeSpan step, IFusion? fusion = null)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default, fusion);
        return [.. Of(values, step).Select((p, i) => (i, detector.Judge(p))).Where(x => x.Item2.Alert)];
    }
}
