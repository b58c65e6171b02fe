namespace Observability.Core.Detection;

/// <summary>Fuses the parts without anything learned from labels.</summary>
/// <remarks>
/// fused = loudest + (second − loudest)/4: agreement counts. The same number is then judged against its own past (p_self), since parts that are loud every day
/// are no news; loudness = (2·fused + self)/3 · 1.35, the last number so that made-up series stay at 0.15 false alerts a series-week. Source: the second step is the "anomaly likelihood" of Lavin, Ahmad, <i>Evaluating Real-time Anomaly Detection Algorithms</i>, 2015,
/// with a tail sketch in place of their Gaussian.
/// </remarks>
internal static class UnlearnedFusion
{
    /// <summary>From the made-up series alone: 0.14 false alerts a series-week, measured 2026.</summary>
    private const double Calibration = 1.35;

    /// <param name="loudness">−log₁₀ of each part's tail probability.</param>
    public static (double Fused, double Second, int Loudest) Fuse(ReadOnlySpan<double> loudness)
    {
        int loudest = 0;
        double second = 0;
        for (int i = 1; i < loudness.Length; i++)
        {
            if (loudness[i] > loudness[loudest])
            {
                second = loudness[loudest];
                loudest = i;
            }
            else
            {
                second = Math.Max(second, loudness[i]);
            }
        }

        return (0.75 * loudness[loudest] + 0.25 * second, second, loudest);
    }

    /// <param name="self">−log₁₀ of the fused loudness' own tail probability.</param>
    /// <param name="needed">Loudness that alerts.</param>
    /// <param name="loudest">The loudest part.</param>
    /// <param name="weight">0..1: how much the short-history law counts, whose loudness needs neither agreement nor a past of its own.</param>
    public static double Score(double fused, double self, double needed, double loudest, double weight) =>
        Loudness.Score(((1 - weight) * (2 * fused + self) / 3 * Calibration + weight * loudest) / needed);

    /// <summary>Tail probability of a fused loudness in its own past: one bin of the sketch is a factor of two in probability.</summary>
    public static double SelfTail(ref TailSketch sketch, double fused)
    {
        double z = 0.03125 * Math.Pow(10, Math.Min(fused, 14) / 2);
        double tail = sketch.Tail(z, prior: 1, Math.Pow(10, -fused));
        sketch.Add(z);
        return tail;
    }
}
