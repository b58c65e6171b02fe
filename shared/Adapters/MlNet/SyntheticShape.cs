namespace Observability.Adapters.MlNet;

/// <summary>What a made-up series looks like when nothing is wrong.</summary>
/// <param name="Floor">No value is lower: 0 for counts and durations.</param>
/// <param name="Digits">Decimals kept; −1 for all.</param>
internal sealed record SyntheticShape(
    double Level, double Daily, double Sharp, double WeekendRatio, double NoiseRatio, NoiseKind Kind, double BurstsPerDay, double Floor, int Digits, double Trend)
{
    public static SyntheticShape Draw(Random random)
    {
        NoiseKind kind = (NoiseKind)random.Next(7);
        double level = Math.Pow(10, random.NextDouble() * 4 - (kind == NoiseKind.Counts ? 1 : 0));
        bool seasonal = random.NextDouble() < 0.65;
        return new(
            level,
            Daily: seasonal ? 0.2 + 0.7 * random.NextDouble() : 0,
            Sharp: random.NextDouble() < 0.3 ? 8 : 1,
            WeekendRatio: seasonal && random.NextDouble() < 0.5 ? 0.2 + 0.7 * random.NextDouble() : 1,
            NoiseRatio: Math.Pow(10, -2.2 + 1.8 * random.NextDouble()),
            kind,
            BurstsPerDay: random.NextDouble() < 0.3 ? Math.Pow(10, -0.5 + 1.5 * random.NextDouble()) : 0,
            Floor: random.NextDouble() < 0.7 ? 0 : double.NegativeInfinity,
            Digits: kind == NoiseKind.Counts ? 0 : random.NextDouble() < 0.3 ? Math.Max(0, 2 - (int)Math.Log10(level)) : -1,
            Trend: random.NextDouble() < 0.2 ? (random.NextDouble() - 0.3) * 0.5 : 0);
    }

    public double[] Values(Random random, DateTimeOffset start, TimeSpan step, int rows)
    {
        double[] values = new double[rows];
        double drift = 0, burst = 0, regime = 0;
        double phase = random.NextDouble();
        for (int i = 0; i < rows; i++)
        {
            DateTimeOffset time = start + i * step;
            double turn = Math.Sin(2 * Math.PI * (time.TimeOfDay.TotalDays + phase));
            double day = step.TotalDays >= 1 ? 0 : Daily * Math.Tanh(Sharp * turn) / Math.Tanh(Sharp);
            double week = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? WeekendRatio : 1;
            double mean = Level * (1 + day) * week * (1 + Trend * i / rows);
            burst = random.NextDouble() < BurstsPerDay * step.TotalDays ? Level * NoiseRatio * (4 + 10 * random.NextDouble()) : burst * 0.3;
            double normal = Gaussian(random);
            regime = random.NextDouble() < step.TotalDays ? random.Next(3) * Level * NoiseRatio * 3 : regime;
            drift = Kind switch { NoiseKind.Walk => 0.995 * drift + 0.2 * normal, NoiseKind.Autoregressive => 0.9 * drift + 0.44 * normal, _ => 0 };
            values[i] = burst + Kind switch
            {
                NoiseKind.LogNormal => mean * Math.Exp(2 * NoiseRatio * normal),
                NoiseKind.Counts => Math.Max(0, Math.Round(mean + Math.Sqrt(Math.Max(mean, 0)) * normal)),
                NoiseKind.HeavyTailed => mean + Level * NoiseRatio * 0.5 * (Math.Pow(1 - random.NextDouble(), -0.4) - 1) * (Floor == 0 ? 1 : Math.Sign(normal)),
                NoiseKind.Regimes => mean + regime + Level * NoiseRatio * 0.3 * normal,
                NoiseKind.Gaussian => mean + Level * NoiseRatio * normal,
                _ => mean + Level * NoiseRatio * (drift + 0.2 * Gaussian(random)),
            };
        }

        return values;
    }

    public double Rounded(double value) => Digits < 0 ? value : Math.Round(value, Digits);

    internal static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

internal enum NoiseKind
{
    Gaussian,
    LogNormal,
    Counts,
    Autoregressive,
    Walk,

    /// <summary>Pareto with index 2.5: spikes are the habit of the series.</summary>
    HeavyTailed,

    /// <summary>Steps between three levels about once a day.</summary>
    Regimes,
}
