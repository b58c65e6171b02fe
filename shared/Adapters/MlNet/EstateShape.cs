namespace Observability.Adapters.MlNet;

/// <summary>How a series of an estate looks.</summary>
internal enum EstateKind
{
    /// <summary>Counts with a day and with bursts whose sizes have a Pareto tail.</summary>
    Bursts,

    /// <summary>A load between 0 and 100 that stays at one level for hours or days.</summary>
    Load,

    /// <summary>A slow drift with little noise, like a temperature.</summary>
    Sensor,

    /// <summary>Nothing but batches at fixed hours of working days, now and then late.</summary>
    Batches,

    /// <summary>Counts that are 0 mostly, like errors.</summary>
    Sparse,

    /// <summary>Log-normal with memory and single values far out.</summary>
    Latency,
}

/// <summary>Draws the usual values of one series of an estate.</summary>
/// <param name="day">Points a day.</param>
internal sealed class EstateShape(Random random, EstateKind kind, int day)
{
    private readonly double _level = kind == EstateKind.Bursts ? Math.Pow(10, 0.7 + 1.5 * random.NextDouble()) : Math.Pow(10, 2 * random.NextDouble());
    private readonly double _wave = random.NextDouble() * 0.8;
    private readonly double _phase = random.NextDouble();
    private readonly double _tail = 1.1 + 1.2 * random.NextDouble();
    private readonly double _perDay = Math.Pow(10, -0.3 + 1.2 * random.NextDouble());
    private readonly double _fade = Math.Pow(0.3 + 0.5 * random.NextDouble(), 288.0 / day / 3);
    private readonly double _noise = Math.Pow(10, -1.7 + random.NextDouble());
    private readonly int[] _hours = [random.Next(24), random.Next(24)];
    private double _slow, _burst, _regime = 0.2 + 0.5 * random.NextDouble();
    private int _left;

    public double[] Values(DateTimeOffset start, int rows)
    {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            DateTimeOffset time = start + TimeSpan.FromDays(1) / day * i;
            double wave = 1 + _wave * Math.Sin(2 * Math.PI * (time.TimeOfDay.TotalDays + _phase));
            values[i] = kind switch
            {
                EstateKind.Bursts => Count(_level * wave * Gamma(4)) + Burst(_level),
                EstateKind.Load => Math.Clamp(100 * Regime() * (1 + 0.5 * _noise * Normal()) + 10 * (wave - 1), 0, 100),
                EstateKind.Sensor => 60 + 8 * Drift(0.3) + 3 * (wave - 1) + 6 * _noise * Normal(),
                EstateKind.Batches => Batch(time),
                EstateKind.Sparse => Count(0.03 * _level / 10 * wave) + (random.NextDouble() < 0.3 * _perDay / day ? 1 + random.Next(6) : 0),
                _ => _level * wave * Math.Exp(0.25 * Drift(3) + 2 * _noise * Normal()) * (random.NextDouble() < _perDay / day ? Pareto() : 1),
            };
        }

        return values;
    }

    private double Normal() => SyntheticShape.Gaussian(random);

    private double Pareto() => Math.Min(Math.Pow(1 - random.NextDouble(), -1 / _tail), 200);

    private double Burst(double level) => _burst = random.NextDouble() < _perDay / day ? level * Pareto() : _fade * _burst;

    /// <param name="perDay">How much of it is forgotten in a day.</param>
    private double Drift(double perDay)
    {
        double forget = perDay / day;
        return _slow = (1 - forget) * _slow + Math.Sqrt(2 * forget) * Normal();
    }

    private double Regime()
    {
        if (--_left <= 0)
        {
            _left = (int)(day * (0.3 + 3 * random.NextDouble()));
            _regime = Math.Clamp(_regime + 0.15 * Normal(), 0.05, 0.8);
        }

        return _regime;
    }

    private double Batch(DateTimeOffset time)
    {
        bool working = time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        if (working && _hours.Contains(time.Hour) && time.Minute == 0)
        {
            _left = Math.Max(1, day / 24) + random.Next(Math.Max(1, day / 48)) + (random.NextDouble() < 0.05 ? day / 24 : 0);
        }

        return _level * (--_left >= 0 ? 1 + _noise * Normal() : 0.05 + 0.01 * Math.Abs(Normal()));
    }

    /// <summary>Mean 1, variance 1/shape.</summary>
    private double Gamma(int shape)
    {
        double sum = 0;
        for (int i = 0; i < shape; i++)
        {
            sum -= Math.Log(1 - random.NextDouble());
        }

        return sum / shape;
    }

    private double Count(double mean)
    {
        if (mean > 30)
        {
            return Math.Max(0, mean + Math.Sqrt(mean) * Normal());
        }

        return SmallCount.Draw(random, mean);
    }
}
