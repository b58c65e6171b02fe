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
    /// <summary>Weight of the newest residual in a drift: remembers about ten points.</summary>
    private const double DriftMemory = 0.1;

    private const double ErrorMemory = 1.0 / 200;
    /// <summary>Scales from the forecast beyond which a last value says no more of the next one: spikes do not stay.</summary>
    private const double Near = 8;

    private const double LongMemory = 1.0 / 2000;
    /// <summary>A season starts with the error of no forecast at all, as if judged so often: one lucky hit proves nothing.</summary>
    private const double Doubt = 30;

    private const double LevelMemory = 1.0 / 500;

    /// <summary>The same for the long scale: one value in a thousand is still seen by it.</summary>
    private const double LongClip = 1000;

    /// <summary>A scale is at least this share of the series' own spread: nobody is told of less than a few of these, however regular the series.</summary>
    private const double Least = 0.02;

    /// <summary>Mean absolute errors beyond which a residual pulls no harder.</summary>
    private const double Clip = 5;

    public static Forecast Before(ref readonly ForecastMemory m, long count, long ticks, long first)
    {
        int day = SeasonalProfile.DaySlot(ticks);
        int week = SeasonalProfile.WeekSlot(ticks);
        double expected = 0, weights = 0, baseline = 0, baseWeights = 0, seasonal = 0;
        for (int i = 0; i < 7; i++)
        {
            if (!Forecasts(in m, i, day, week, ticks - first, out double forecast))
            {
                continue;
            }

            double weight = Weight(m.Error[i], m.Judged[i], m.SlowSpread);
            expected += weight * forecast;
            weights += weight;
            if (i is 1 or 3 or 5)
            {
                baseline += weight * forecast;
                baseWeights += weight;
                seasonal += i == 1 ? 0 : weight;
            }
        }

        double scale = Math.Max(m.Scale, Floor(in m));
        int half = day * 48 / SeasonalProfile.DaySlots;
        const double Shrink = 20; // values of this half-hour that weigh as much as the series as a whole
        scale = (m.ScaleSeen[half] * Math.Max(m.ScaleOfDay[half], Floor(in m)) + Shrink * scale) / (m.ScaleSeen[half] + Shrink);
        return count == 0
            ? default
            : new(weights > 0 ? expected / weights : m.Slow, scale, baseWeights > 0 ? baseline / baseWeights : m.Slow, Math.Max(m.BaseScale, Floor(in m)),
                baseWeights > 0 ? seasonal / baseWeights : 0);
    }

    public static void Learn(ref ForecastMemory m, long count, long ticks, long first, double value, in Forecast before, double stepSeconds)
    {
        if (count == 0)
        {
            m.Slow = m.Last = m.Held = m.Anchor = value;
        }

        int day = SeasonalProfile.DaySlot(ticks);
        int week = SeasonalProfile.WeekSlot(ticks);
        for (int i = 0; i < 7 && count > 0; i++)
        {
            if (Forecasts(in m, i, day, week, ticks - first, out double forecast))
            {
                if (i > 2 && m.Judged[i] == 0)
                {
                    m.Error[i] = m.SlowSpread;
                    m.Judged[i] = Doubt;
                }

                Average(ref m.Error[i], Math.Abs(value - forecast), m.Judged[i], ErrorMemory);
                m.Judged[i] = Math.Min(m.Judged[i] + 1, 1e6);
                if (i is 1 or 3 or 5)
                {
                    double limit = Clip * m.Error[i];
                    m.Drift[i / 2] += DriftMemory * Math.Clamp(value - forecast - m.Drift[i / 2], -limit, limit);
                }
            }
        }

        double spread = Clip * Math.Max(m.SlowSpread, 0);
        double error = Math.Abs(value - before.Expected);
        if (count > 0)
        {
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
    private static double Floor(ref readonly ForecastMemory m) => Math.Max(m.LongScale / 8, Least * m.SlowSpread);

    /// <summary>Running mean of a non-negative number, exact over the first values, then exponential; a value counts at most so many times the mean.</summary>
    private static void Average(ref double mean, double value, double seen, double memory, double clip = Clip)
    {
        double clipped = seen < 8 || mean == 0 ? value : Math.Min(value, clip * mean);
        mean += Math.Max(memory, 1.0 / (seen + 1)) * (clipped - mean);
    }

    private static double Weight(double error, double judged, double spread)
    {
        double careful = (error + 1e-6 * spread) * (1 + 4 / (judged + 1)) / Math.Max(spread, double.Epsilon); // few judgements: trusted less
        double square = careful * careful;
        return judged == 0 ? 1e-12 : 1 / Math.Max(square * square, 1e-30);
    }

    private static bool Forecasts(ref readonly ForecastMemory m, int which, int day, int week, long age, out double forecast)
    {
        forecast = which switch
        {
            0 => m.Held,
            1 or 2 => m.Slow,
            3 or 4 => m.Anchor + m.Day[day],
            _ => m.Anchor + m.Week[week],
        };
        if (which is 2 or 4 or 6)
        {
            forecast += m.Drift[(which - 1) / 2];
        }

        return which switch { 0 or 1 or 2 => true, 3 or 4 => m.DaySeen[day] > 0 && age >= TimeSpan.TicksPerDay - SeasonalProfile.Slack, _ => m.WeekSeen[week] > 0 && age >= 7 * TimeSpan.TicksPerDay - SeasonalProfile.Slack };
    }
}
