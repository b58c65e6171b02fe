namespace Observability.Adapters.MlNet;

/// <summary>How a series of the family looks when nothing is wrong.</summary>
internal enum FamilyKind
{
    Trend,
    Daily,
    Weekly,
    Bursty,
    Counter,

    /// <summary>Constant, with rare jumps that are normal.</summary>
    Jumps,
    Counts,
    Autoregressive,
    Walk,
    Regimes,
    Sawtooth,
    OnOff,
    Pulses,

    /// <summary>A share that reaches its limits.</summary>
    Bounded,

    /// <summary>Log-normal with a spread that changes slowly.</summary>
    Volatile,

    /// <summary>Spend by day: weekends, growth, ends of months.</summary>
    Cost,
}

/// <summary>The numbers of one shape. Periods are in points, noise is relative to the level.</summary>
internal sealed record FamilyShape(
    FamilyKind Kind, double Level, double Noise, double PointsPerDay, double Phase, double Wave, double Sharp, double Weekend, double Period, double Jitter, double Duty, double Trend,
    double Memory, double Rate, double BurstsPerPoint, double Pulse, double Growth, bool Seasonal, IReadOnlyList<double> Regimes)
{
    public static FamilyShape Draw(Random random, FamilyKind kind, TimeSpan step)
    {
        double day = TimeSpan.FromDays(1) / step;
        bool daily = step.TotalDays >= 1;
        double noise = Math.Pow(10, -2 + 1.5 * random.NextDouble());
        double period = daily ? 7 + random.Next(30) : day * (0.05 + 1.7 * random.NextDouble());
        return new(
            kind,
            kind == FamilyKind.Counts ? 1 : Math.Pow(10, 5 * random.NextDouble() - 1),
            noise,
            day,
            random.NextDouble(),
            Wave: daily ? 0 : 0.15 + 0.7 * random.NextDouble(),
            Sharp: random.Next(2) == 0 ? 1 : 4,
            Weekend: 0.2 + 0.8 * random.NextDouble(),
            Period: period < 5 ? 5 + random.Next(20) : period,
            Jitter: 0.03 * random.NextDouble(),
            Duty: 0.05 + 0.5 * random.NextDouble(),
            Trend: 1.2 * (random.NextDouble() - 0.3),
            Memory: 0.7 + 0.29 * random.NextDouble(),
            Rate: Math.Pow(10, 2 * random.NextDouble() - 0.5),
            BurstsPerPoint: 0.3 / Math.Max(day, 8) * Math.Pow(10, 1.3 * random.NextDouble()),
            Pulse: 1 + 3 * random.NextDouble(),
            Growth: 0.002 * (random.NextDouble() - 0.2),
            Seasonal: random.Next(2) == 0,
            [6 * noise * random.NextDouble(), -6 * noise * random.NextDouble(), 0, 10 * noise * random.NextDouble()]);
    }

    /// <param name="gain">By point: how much of the pattern is there, 1 where nothing is wrong.</param>
    /// <param name="speed">By point: how fast the pattern runs, 1 where nothing is wrong.</param>
    public double[] Values(Random random, DateTimeOffset start, TimeSpan step, double[] gain, double[] speed)
    {
        double[] values = new double[gain.Length];
        FamilyWalk walk = new(random, this);
        for (int i = 0; i < values.Length; i++)
        {
            DateTimeOffset time = start + i * step;
            double turn = Math.Sin(2 * Math.PI * (time.TimeOfDay.TotalDays + Phase));
            double wave = Wave * Math.Tanh(Sharp * turn) / Math.Tanh(Sharp);
            double week = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? Weekend : 1;
            bool monthEnd = time.AddDays(1).Day == 1;
            values[i] = Level * walk.Next(new((double)i / values.Length, i, wave, week, monthEnd, gain[i], speed[i]));
        }

        return values;
    }
}

/// <summary>Where in time a value is drawn.</summary>
/// <param name="Share">0..1 of the series so far.</param>
internal readonly record struct FamilyMoment(double Share, int Index, double Wave, double Week, bool MonthEnd, double Gain, double Speed);
