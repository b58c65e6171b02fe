namespace Observability.Adapters.MlNet;

/// <summary>Draws the values of one shape in their order, in units of its level.</summary>
internal sealed class FamilyWalk(Random random, FamilyShape shape)
{
    private double _position = random.NextDouble();
    private double _period = shape.Period;
    private double _drift;
    private double _spread;
    private double _burst;
    private double _total;
    private int _regime;

    public double Next(FamilyMoment at)
    {
        double noise = shape.Noise, normal = Normal();
        Turn(at.Speed);
        _drift = shape.Kind == FamilyKind.Walk ? 0.999 * _drift + 0.08 * normal : shape.Memory * _drift + Math.Sqrt(1 - shape.Memory * shape.Memory) * normal;
        double own = shape.Seasonal ? 0.3 * at.Wave : 0;
        double value = shape.Kind switch
        {
            FamilyKind.Trend => 1 + shape.Trend * at.Share + noise * normal,
            FamilyKind.Daily => (1 + at.Wave * at.Gain) * (1 + 0.5 * noise * normal),
            FamilyKind.Weekly => (1 + at.Wave * at.Gain) * at.Week * Math.Exp(0.5 * noise * normal),
            FamilyKind.Bursty => 0.3 + own + 0.5 * noise * (Math.Pow(1 - random.NextDouble(), -0.4) - 1) + Burst(),
            FamilyKind.Counter => Count(at, normal),
            FamilyKind.Jumps => random.NextDouble() < 2 * shape.BurstsPerPoint ? 1 + 0.25 * Math.Round(1 + 2 * random.NextDouble()) : 1,
            FamilyKind.Counts => Poisson(shape.Rate * (shape.Seasonal ? (1 + at.Wave) * at.Week : 1)),
            FamilyKind.Autoregressive => 1 + 2 * noise * _drift + (shape.Seasonal ? Burst() : 0),
            FamilyKind.Walk => 1 + 3 * noise * _drift + 0.2 * noise * Normal(),
            FamilyKind.Regimes => 1 + own + Regime() + 0.4 * noise * normal,
            FamilyKind.Sawtooth => 0.3 + at.Gain * _position + 0.3 * noise * normal,
            FamilyKind.OnOff => 0.2 + (_position < shape.Duty ? at.Gain * (1 + 0.1 * noise * Normal()) : 0) + 0.2 * noise * normal,
            FamilyKind.Pulses => 0.2 + (_position < Math.Max(2 / _period, 0.04) ? at.Gain * shape.Pulse * (1 + noise * Normal()) : 0) + 0.3 * noise * normal,
            FamilyKind.Bounded => Math.Clamp(0.75 + 0.3 * at.Wave + 2 * noise * _drift, 0, 1),
            FamilyKind.Volatile => Math.Exp(0.6 * (_spread = 0.98 * _spread + 0.12 * Normal()) + 2 * noise * normal) + Burst(),
            _ => at.Week * Math.Exp(shape.Growth * at.Index + 0.5 * noise * normal) * (at.MonthEnd ? 1.3 : 1),
        };
        return value;
    }

    private double Normal() => SyntheticShape.Gaussian(random);

    private void Turn(double speed)
    {
        _position += speed / _period;
        if (_position >= 1)
        {
            _position -= Math.Floor(_position);
            _period = Math.Max(3, shape.Period * (1 + shape.Jitter * Normal()));
        }
    }

    private double Burst() => _burst = random.NextDouble() < shape.BurstsPerPoint ? shape.Noise * (5 + 10 * random.NextDouble()) : 0.4 * _burst;

    private double Regime()
    {
        _regime = random.NextDouble() < 2.5 / Math.Max(shape.PointsPerDay, 10) ? random.Next(shape.Regimes.Count) : _regime;
        return shape.Regimes[_regime];
    }

    private double Count(FamilyMoment at, double normal)
    {
        _total += Math.Max(0, (1 + 0.5 * at.Wave) * (1 + shape.Noise * normal));
        bool restarts = shape.Seasonal ? random.NextDouble() < 1 / Math.Max(2 * shape.PointsPerDay, 40) : _total > 5 * shape.Period;
        return _total = restarts ? 0 : _total;
    }

    private double Poisson(double mean)
    {
        if (mean > 20)
        {
            return Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * Normal()));
        }

        return SmallCount.Draw(random, mean);
    }
}
