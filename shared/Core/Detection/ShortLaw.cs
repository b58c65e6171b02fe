namespace Observability.Core.Detection;

/// <summary>What the short-history law says of one value.</summary>
/// <param name="Residual">Loudness of its distance from what was expected.</param>
/// <param name="Level">Loudness of the last three distances together.</param>
/// <param name="Sign">+1 above, −1 below.</param>
/// <param name="Expected">In the unit of the series, as are <paramref name="Lower"/> and <paramref name="Upper"/>, the values at the loudness that alerts.</param>
internal readonly record struct ShortVerdict(double Residual, double Level, int Sign, double Expected, double Lower, double Upper)
{
    public double Loudest => Math.Max(Residual, Level);
}

/// <summary>Judges series too short for their own history to say how rare a value is: by a law of which only place, spread and degrees of freedom are learned.</summary>
/// <remarks>
/// t = (y − expected) / spread in the scale of <see cref="ValueScale"/>, tail by Student's t with freedom growing with the history. Daily and slower series: expected and spread
/// by <see cref="WeekRegression"/>. Faster ones: expected by <see cref="Forecaster"/>, spread from the last hundred distances. Three errors in a row on one side are judged
/// together as Σ/√3; when they agree, older daily values are moved to the new level, so that the change is told once.
/// Weight against the series' own tails: n₀²/(n₀² + n²), n₀ = <see cref="Half"/>.
/// </remarks>
internal static class ShortLaw
{
    /// <summary>Points at which the law and the series' own tails weigh the same.</summary>
    private const double Half = 300;

    /// <summary>Faster series have thousands of points within days.</summary>
    private const double LeastStepSeconds = 1200;

    /// <summary>Steps from here on are days or longer.</summary>
    private const double DaySeconds = 0.5 * 86400;

    private const double Clip = 4;

    /// <summary>Times the level, or the scale where that is larger, beyond which nothing real lies at once.</summary>
    private const double Absurd = 1e4;

    /// <summary>Three chances to be loud at once.</summary>
    private const double Penalty = 0.4771;

    /// <summary>0..1: how much the law counts after so many points.</summary>
    public static double Weight(double stepSeconds, long count)
    {
        double share = count / Half;
        double weight = stepSeconds < LeastStepSeconds ? 0 : 1 / (1 + share * share);
        return weight < 0.01 ? 0 : weight;
    }

    /// <summary>Judges the value against those before it; learns its error, not yet the value.</summary>
    public static ShortVerdict Judge(ref ShortMemory m, in Forecast forecast, double value, long ticks, in Cadence cadence)
    {
        ValueScale scale = ValueScale.Of(in m);
        (double stepSeconds, double needed, double deviate) = (cadence.StepSeconds, cadence.Needed, cadence.Deviate);
        DayForecast day = stepSeconds >= DaySeconds
            ? WeekRegression.Next(in m, scale, (int)(ticks / TimeSpan.TicksPerHour), stepSeconds / 3600)
            : FromProfile(in m, scale, forecast);
        double distance = scale.Into(value) - day.Expected;
        double error = distance / day.Spread;
        if (stepSeconds < DaySeconds)
        {
            Spread(ref m, distance);
        }

        Shift(ref m.Errors, error);
        Shift(ref m.Distances, distance);
        double level = 0;
        for (int i = 0; i < 3; i++)
        {
            level += Math.Clamp(m.Errors[i], -Clip, Clip) / Math.Sqrt(3);
        }

        double residual = StudentTail.Loudness(error, day.Freedom);
        double together = Math.Max(0, StudentTail.Loudness(level, Math.Max(day.Freedom, 5)) - Penalty);
        double reach = StudentTail.Reach(deviate, day.Freedom) * day.Spread;
        ShortVerdict verdict = new(residual, together, Math.Sign(distance), scale.Back(day.Expected), scale.Back(day.Expected - reach), scale.Back(day.Expected + reach));
        if (stepSeconds >= DaySeconds && together > needed && SameSide(m.Errors))
        {
            Move(ref m, scale);
        }

        return verdict;
    }

    /// <summary>Puts the law in place of the parts that say how far a value lies, as much as it counts; flat runs, gaps and spread stay as they are.</summary>
    /// <param name="loudness">One a part, in the order of <see cref="FusionFeatures.Names"/>.</param>
    public static void Blend(Span<double> loudness, in ShortVerdict law, double weight)
    {
        for (int part = 0; part < loudness.Length; part++)
        {
            if (Says(part))
            {
                loudness[part] = (1 - weight) * loudness[part] + weight * (part is 2 or 3 ? law.Level : law.Residual);
            }
        }
    }

    /// <summary>Whether the law says something of what this part looks at.</summary>
    public static bool Says(int part) => part is not (4 or 6 or 7);

    /// <summary>Adds the value to the last ones; an absurd one as one at the edge of what is sane, or it would set the scale of all others for weeks.</summary>
    public static void Learn(ref ShortMemory m, in Forecast before, double value, long ticks)
    {
        int at = (int)(m.Seen++ % ShortMemory.Kept);
        double reach = Absurd * Math.Max(before.Scale, Math.Abs(before.Expected));
        m.Raw[at] = reach > 0 ? Math.Clamp(value, before.Expected - reach, before.Expected + reach) : value;
        m.Hour[at] = (int)(ticks / TimeSpan.TicksPerHour);
    }

    private static DayForecast FromProfile(ref readonly ShortMemory m, in ValueScale scale, in Forecast forecast)
    {
        const double Prior = 4, PriorSquare = 0.1 * 0.1, Least = 0.02;
        double square = (Prior * PriorSquare + m.Squares * m.Square) / (Prior + m.Squares);
        return new(scale.Into(forecast.Expected), Math.Max(Math.Sqrt(square * (1 + 1 / (m.Squares + 1))), Least), Math.Clamp(m.Squares / 4, 2, 8));
    }

    private static void Spread(ref ShortMemory m, double distance)
    {
        const double Memory = 200, Robust = 4, Consistent = 1.23;
        double square = distance * distance;
        double known = m.Squares < 8 ? square : Consistent * square * (Robust + 1) / (Robust + square / Math.Max(m.Square, 1e-4));
        m.Squares = Math.Min(m.Squares + 1, Memory);
        m.Square += (known - m.Square) / m.Squares;
    }

    private static bool SameSide(in ShortMemory.Three errors) =>
        Math.Sign(errors[0]) == Math.Sign(errors[1]) && Math.Sign(errors[1]) == Math.Sign(errors[2]) && Math.Min(Math.Abs(errors[0]), Math.Min(Math.Abs(errors[1]), Math.Abs(errors[2]))) > 1.5;

    /// <summary>Moves all values but the last two, which are at the new level already, by the median of the last three distances.</summary>
    private static void Move(ref ShortMemory m, in ValueScale scale)
    {
        double a = m.Distances[0], b = m.Distances[1], c = m.Distances[2];
        double by = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
        for (int back = 3; back <= m.Count; back++)
        {
            int at = (int)((m.Seen - back) % ShortMemory.Kept);
            m.Raw[at] = scale.Back(scale.Into(m.Raw[at]) + by);
        }

        m.Errors = default;
        m.Distances = default;
    }

    private static void Shift(ref ShortMemory.Three last, double newest)
    {
        last[2] = last[1];
        last[1] = last[0];
        last[0] = newest;
    }
}
