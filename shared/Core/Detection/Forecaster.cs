using System.Runtime.Intrinsics;

namespace Observability.Core.Detection;

/// <summary>Forecasts the next value by blending seven simple forecasts, each weighted by how well it did so far: so the season finds itself.</summary>
/// <remarks>
/// Forecasts: the last value; each of three baselines b ∈ {long level, level of the time of day, level of the time of week}, alone and with its drift
/// (exponentially weighted residual). Weight ∝ 1/ē⁴, ē = mean absolute error with errors clipped at five times themselves (Huber 1964); a seasonal forecast
/// counts once its slot was seen. Source: Bates, Granger, <i>The Combination of Forecasts</i>, 1969 (inverse error weighting; the power is sharper than their
/// 2 so that a found season is not blurred by the forecasts that miss it).
/// </remarks>
internal static class Forecaster
{
    /// <summary>Weight of the newest error in a mean of them, once there are so many.</summary>
    public const double ErrorMemory = 1.0 / 200;

    /// <summary>Scales from the forecast beyond which a last value says no more of the next one: spikes do not stay.</summary>
    private const double Near = 8;

    private const double LongMemory = 1.0 / 2000;
    private const double LevelMemory = 1.0 / 500;

    /// <summary>The same for the long scale: one value in a thousand is still seen by it.</summary>
    private const double LongClip = 1000;

    /// <summary>A scale is at least this share of the series' own spread: nobody is told of less than a few of these, however regular the series.</summary>
    private const double Least = 0.02;

    /// <summary>Mean absolute errors beyond which a residual pulls no harder.</summary>
    public const double Clip = 5;

    /// <param name="alone">Out: what each baseline and the last value forecast, in the order of <see cref="ForecastErrors"/>, for <see cref="Learn"/>; NaN where a season was not seen yet.</param>
    public static Forecast Before(ref readonly ForecastMemory m, long count, long ticks, long first, out Vector256<double> alone)
    {
        int day = SeasonalProfile.DaySlot(ticks);
        alone = Alone(in m, day, SeasonalProfile.WeekSlot(ticks), ticks - first);
        if (count == 0)
        {
            return default;
        }

        Vector256<double> drifted = alone + ForecastErrors.Drift(in m), weight = ForecastErrors.Weights(in m, alone), driftedWeight = ForecastErrors.DriftedWeights(in m, drifted);
        Vector256<double> weighted = ForecastErrors.Known(alone, weight * alone);
        double weights = InTurn(weight, driftedWeight), expected = InTurn(weighted, ForecastErrors.Known(drifted, driftedWeight * drifted));
        double baseWeights = weight[0] + weight[1] + weight[2], baseline = weighted[0] + weighted[1] + weighted[2], seasonal = weight[1] + weight[2];
        double scale = Math.Max(m.Scale, Floor(in m));
        int half = day * 48 / SeasonalProfile.DaySlots;
        const double Shrink = 20; // values of this half-hour that weigh as much as the series as a whole
        scale = (m.ScaleSeen[half] * Math.Max(m.ScaleOfDay[half], Floor(in m)) + Shrink * scale) / (m.ScaleSeen[half] + Shrink);
        return new(weights > 0 ? expected / weights : m.Slow, scale, baseWeights > 0 ? baseline / baseWeights : m.Slow, Math.Max(m.BaseScale, Floor(in m)), baseWeights > 0 ? seasonal / baseWeights : 0);
    }

    public static void Learn(ref ForecastMemory m, long count, long ticks, double value, in Forecast before, Vector256<double> alone, double stepSeconds)
    {
        if (count == 0)
        {
            m.Slow = m.Last = m.Held = m.Anchor = value;
        }

        int day = SeasonalProfile.DaySlot(ticks);
        int week = SeasonalProfile.WeekSlot(ticks);
        double spread = Clip * Math.Max(m.SlowSpread, 0);
        double error = Math.Abs(value - before.Expected);
        if (count > 0)
        {
            ForecastErrors.Learn(ref m, value, alone);
            Average(ref m.Scale, error, count - 1, ErrorMemory);
            Average(ref m.LongScale, error, count - 1, LongMemory, LongClip);
            Average(ref m.BaseScale, Math.Abs(value - before.Base), count - 1, ErrorMemory);
            int half = day * 48 / SeasonalProfile.DaySlots;
            Average(ref m.ScaleOfDay[half], Math.Min(error, Clip * m.Scale), m.ScaleSeen[half], ErrorMemory);
            m.ScaleSeen[half] = Math.Min(m.ScaleSeen[half] + 1, 200);
            double distance = value - m.Slow;
            m.Slow += Math.Max(LevelMemory, 1.0 / (count + 1)) * (count < 8 ? distance : Math.Clamp(distance, -spread, spread));
            Average(ref m.SlowSpread, Math.Abs(distance), count - 1, LevelMemory);
        }

        double pull = (m.DaySeen[day] < 3 ? 3 * m.SlowSpread : 0) + 2 * m.BaseScale; // one spike must not come back as tomorrow's dip
        SeasonalProfile.Learn(ref m.Day[day], ref m.DaySeen[day], value - m.Anchor, 86400.0 / SeasonalProfile.DaySlots, stepSeconds, pull);
        SeasonalProfile.Learn(ref m.Week[week], ref m.WeekSeen[week], value - m.Anchor, 7 * 86400.0 / SeasonalProfile.WeekSlots, stepSeconds, pull);
        Hold(ref m, count, value, before);
        m.Last = value;
    }

    /// <summary>An outlier is held at the edge of the usual, unless the one before it lay on the same side: then it is a new level.</summary>
    private static void Hold(ref ForecastMemory m, long count, double value, in Forecast before)
    {
        double reach = Near * before.Scale;
        double near = Math.Clamp(value, before.Expected - reach, before.Expected + reach);
        bool again = (m.Last - m.Held) * (value - near) > 0;
        m.Held = count < 8 || again ? value : near;
    }

    /// <summary>No scale is lower: where most errors are exactly 0, clipped means vanish, and a rounding error would be news.</summary>
    private static double Floor(ref readonly ForecastMemory m) => Math.Max(Math.Max(m.LongScale / 8, Least * m.SlowSpread), Rounding(m.Last));

    /// <summary>A scale that no sum of values around this one is off by: some hundred units in the last place.</summary>
    public static double Rounding(double value) => 1e-13 * Math.Abs(value);

    /// <summary>Running mean of a non-negative number, exact over the first values, then exponential; a value counts at most so many times the mean.</summary>
    private static void Average(ref double mean, double value, double seen, double memory, double clip = Clip)
    {
        double clipped = seen < 8 || mean == 0 ? value : Math.Min(value, clip * mean);
        mean += Math.Max(memory, 1.0 / (seen + 1)) * (clipped - mean);
    }

    private static Vector256<double> Alone(ref readonly ForecastMemory m, int day, int week, long age) => Vector256.Create(
        m.Slow,
        m.DaySeen[day] > 0 && age >= TimeSpan.TicksPerDay - SeasonalProfile.Slack ? m.Anchor + m.Day[day] : double.NaN,
        m.WeekSeen[week] > 0 && age >= 7 * TimeSpan.TicksPerDay - SeasonalProfile.Slack ? m.Anchor + m.Week[week] : double.NaN,
        m.Held);

    /// <summary>The sum of seven, always in this order: where all values are the same, their mean must be so to the last bit, as it was when states were stored.</summary>
    private static double InTurn(Vector256<double> alone, Vector256<double> drifted) => alone[3] + alone[0] + drifted[0] + alone[1] + drifted[1] + alone[2] + drifted[2];
}
