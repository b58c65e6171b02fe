namespace Observability.Core.Detection;

/// <summary>The parts: statistics of one point, each as the tail probability against its own past in this series.</summary>
/// <remarks>Order as <see cref="FusionFeatures.Names"/>; a positive sign means above what was expected.</remarks>
internal static class Parts
{
    public const int Count = 8;

    /// <summary>Identical values from which on a run is judged: fewer are common in rounded data.</summary>
    private const int ShortestRun = 5;

    private const double LevelMemory = 1.0 / 6;
    private const double SlowLevelMemory = 1.0 / 48;
    private const double VarianceMemory = 1.0 / 12;

    /// <summary>Scales beyond which one value pulls a short mean no harder.</summary>
    private const double Clip = 8;

    /// <summary>Judges the point against the past, then adds it to the past.</summary>
    /// <param name="tails">Out: one tail probability a part.</param>
    /// <param name="signs">Out: +1 above, −1 below.</param>
    public static void Step(ref PartsMemory m, in Forecast f, ref readonly ForecastMemory past, double value, double gapSteps, Span<double> tails, Span<int> signs)
    {
        double residual = Ratio(value - f.Expected, f.Scale);
        double baseline = Ratio(value - f.Base, f.BaseScale);
        m.Level += LevelMemory * (Math.Clamp(baseline, -Clip, Clip) - m.Level);
        m.SlowLevel += SlowLevelMemory * (Math.Clamp(baseline, -Clip, Clip) - m.SlowLevel);
        m.Variance += VarianceMemory * (Math.Min(Math.Abs(residual), Clip) - m.Variance);
        TwoSided(ref m.ResidualUp, ref m.ResidualDown, residual, 0, tails, signs);
        TwoSided(ref m.BaselineUp, ref m.BaselineDown, baseline, 1, tails, signs);
        TwoSided(ref m.LevelUp, ref m.LevelDown, m.Level, 2, tails, signs);
        TwoSided(ref m.SlowLevelUp, ref m.SlowLevelDown, m.SlowLevel, 3, tails, signs);
        TwoSided(ref m.VarianceUp, ref m.VarianceDown, 4 * Math.Log2(Math.Max(m.Variance, 1e-3)), 4, tails, signs);
        TwoSided(ref m.ExtremeUp, ref m.ExtremeDown, Ratio(value - past.Slow, past.SlowSpread), 5, tails, signs);
        Flat(ref m, value == past.Last, tails);
        signs[6] = 0;
        tails[7] = m.GapSteps.Tail(gapSteps);
        m.GapSteps.Add(gapSteps);
        signs[7] = 0;
    }

    private static void Flat(ref PartsMemory m, bool same, Span<double> tails)
    {
        if (!same)
        {
            m.FlatRun.Add(m.Run + 1);
            m.Run = 0;
            tails[6] = 1;
            return;
        }

        m.Run++;
        tails[6] = m.Run < ShortestRun || m.FlatRun.Weight < 2 ? 1 : m.FlatRun.Tail(m.Run + 1);
    }

    private static void TwoSided(ref TailSketch up, ref TailSketch down, double z, int part, Span<double> tails, Span<int> signs)
    {
        if (z >= 0)
        {
            tails[part] = up.Tail(z);
            up.Add(z);
            down.AddNothing();
            signs[part] = 1;
        }
        else
        {
            tails[part] = down.Tail(-z);
            down.Add(-z);
            up.AddNothing();
            signs[part] = -1;
        }
    }

    /// <summary>Distance in scales, at most ±10⁶; a change where nothing ever changed is as far as can be.</summary>
    private static double Ratio(double distance, double scale) =>
        distance == 0 ? 0 : Math.Clamp(distance / Math.Max(scale, double.Epsilon), -1e6, 1e6);
}
