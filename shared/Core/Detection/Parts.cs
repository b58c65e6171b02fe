namespace Observability.Core.Detection;

/// <summary>The parts: statistics of one point, each as the tail probability against its own past in this series.</summary>
/// <remarks>Order as <see cref="FusionFeatures.Names"/>; a positive sign means above what was expected.</remarks>
internal static class Parts
{
    public const int Count = 8;

    /// <summary>The first so many look at both sides.</summary>
    public const int TwoSided = 6;

    /// <summary>Places of the two that are told by themselves (<see cref="WholeParts"/>).</summary>
    public const int Flat = 6;
    public const int Gap = 7;

    /// <summary>Place of the level over dozens of points.</summary>
    public const int Slow = 3;

    /// <summary>Whether a part looks at many points together, so that none of them need lie far out.</summary>
    public static bool LooksAtMany(int part) => part is >= Level and <= Spread;

    private const int Level = 2;
    private const int Spread = 4;
    private const int StretchPoints = 48;

    /// <summary>Identical values from which on a run is judged: fewer are common in rounded data.</summary>
    private const int ShortestRun = 5;

    private const double LevelMemory = 1.0 / 6;
    private const double SlowLevelMemory = 1.0 / 48;
    private const double VarianceMemory = 1.0 / 12;

    /// <summary>Scales beyond which one value pulls a short mean no harder.</summary>
    private const double Clip = 8;

    /// <summary>Takes the point into the short means and the run of one value.</summary>
    /// <param name="statistics">Out: one signed statistic a part.</param>
    public static void Observe(ref PartsMemory m, in Forecast f, ref readonly ForecastMemory past, double value, double gapSteps, Span<double> statistics)
    {
        double residual = Ratio(value - f.Expected, f.Scale);
        double baseline = Ratio(value - f.Base, f.BaseScale);
        m.Level += LevelMemory * (Math.Clamp(baseline, -Clip, Clip) - m.Level);
        m.SlowLevel += SlowLevelMemory * (Math.Clamp(baseline, -Clip, Clip) - m.SlowLevel);
        m.Variance += VarianceMemory * (Math.Min(Math.Abs(residual), Clip) - m.Variance);
        statistics[0] = residual;
        statistics[1] = baseline;
        statistics[2] = m.Level;
        statistics[3] = m.SlowLevel;
        statistics[4] = 4 * Logarithm.Base2(Math.Max(m.Variance, 1e-3));
        statistics[5] = Ratio(value - past.Slow, Math.Max(past.SlowSpread, Forecaster.Rounding(value)));
        bool same = value == past.Last;
        m.Run += same ? 1 : 0;
        statistics[Flat] = m.Run + 1; // of the run that goes on, or of the one that ended
        m.Run = same ? m.Run : 0;
        statistics[Gap] = gapSteps;
    }

    /// <summary>Looks up how much of the past lies beyond the point.</summary>
    /// <param name="places">Of the statistics in the sketches.</param>
    /// <param name="above">Out: weight of what lies beyond; infinite for a part that says nothing.</param>
    /// <param name="weights">Out: of all of the past.</param>
    public static void LookUp(ref readonly PartsMemory m, ReadOnlySpan<double> statistics, ReadOnlySpan<double> places, Span<double> above, Span<double> weights)
    {
        ReadOnlySpan<TailSketch> sketches = m.Sides;
        for (int part = 0; part < TwoSided; part++)
        {
            ref readonly TailSketch sketch = ref sketches[2 * part + (statistics[part] >= 0 ? 0 : 1)];
            above[part] = sketch.Above(places[part]);
            weights[part] = sketch.Weight;
        }

        above[Flat] = m.Run < ShortestRun || m.FlatRun.Weight < 2 ? double.PositiveInfinity : m.FlatRun.Above(places[Flat]);
        weights[Flat] = m.FlatRun.Weight;
        above[Gap] = m.GapSteps.Above(places[Gap]);
        weights[Gap] = m.GapSteps.Weight;
    }

    /// <summary>Adds the point to the past.</summary>
    /// <param name="weight">0..1: what it counts.</param>
    public static void Learn(ref PartsMemory m, ReadOnlySpan<double> statistics, ReadOnlySpan<double> places, float weight)
    {
        Span<TailSketch> sketches = m.Sides;
        for (int part = 0; part < TwoSided; part++)
        {
            if (part == Slow)
            {
                continue;
            }

            int side = statistics[part] >= 0 ? 0 : 1;
            sketches[2 * part + side].AddAt(places[part], weight);
            sketches[2 * part + 1 - side].AddNothing(weight);
        }

        if (m.Run == 0)
        {
            m.FlatRun.AddAt(places[Flat], 1);
        }

        m.GapSteps.AddAt(places[Gap], weight);
        LearnLate(ref m, statistics[Slow], weight);
    }

    /// <summary>A ramp would be learned while it rises: the slow level is learned by stretches of <see cref="StretchPoints"/>, as their farthest, once the next stretch is over.</summary>
    private static void LearnLate(ref PartsMemory m, double level, float weight)
    {
        if (weight >= 1)
        {
            m.Now.Up = Math.Max(m.Now.Up, level);
            m.Now.Down = Math.Max(m.Now.Down, -level);
        }

        m.Now.Weight += weight;
        if (++m.Now.Points < StretchPoints)
        {
            return;
        }

        Span<TailSketch> sketches = m.Sides;
        sketches[2 * Slow].Add(m.Before.Up, m.Before.Weight);
        sketches[2 * Slow + 1].Add(m.Before.Down, m.Before.Weight);
        m.Before = m.Now;
        m.Now = default;
    }

    /// <summary>Distance in scales, at most ±10⁶; a change where nothing ever changed is as far as can be.</summary>
    private static double Ratio(double distance, double scale) =>
        distance == 0 ? 0 : Math.Clamp(distance / Math.Max(scale, double.Epsilon), -1e6, 1e6);
}
