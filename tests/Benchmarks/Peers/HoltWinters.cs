using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>Additive Holt–Winters with a season of a day in hours, and a band of smoothed absolute deviations; threshold: outside of 2.5 of them.</summary>
/// <remarks>
/// α = 0.1, β = 0.0035, γ = 0.1, deviation d ← γ·|error| + (1 − γ)·d by hour of the day. Sources: Winters, <i>Forecasting Sales by Exponentially Weighted Moving Averages</i>, 1960; the
/// deviations and the constants after Brutlag, <i>Aberrant Behavior Detection in Time Series for Network Monitoring</i>, LISA 2000, whose δ is 2 to 3.
/// </remarks>
internal sealed class HoltWinters : IPeer
{
    private const double Alpha = 0.1;
    private const double Beta = 0.0035;
    private const double Gamma = 0.1;
    private const double Threshold = 2.5;

    private readonly double[] _season = new double[24];
    private readonly double[] _deviation = new double[24];
    private long _count;
    private double _level;
    private double _trend;

    public double Score(Point point)
    {
        int slot = point.Time.UtcDateTime.Hour;
        if (_count++ == 0)
        {
            _level = point.Value;
            return 0;
        }

        double error = Math.Abs(point.Value - (_level + _trend + _season[slot]));
        double score = _count < 30 || error == 0 ? 0 : PeerScore.Of(error / _deviation[slot], Threshold);
        double level = (Alpha * (point.Value - _season[slot])) + ((1 - Alpha) * (_level + _trend));
        _trend = (Beta * (level - _level)) + ((1 - Beta) * _trend);
        _level = level;
        _season[slot] = (Gamma * (point.Value - level)) + ((1 - Gamma) * _season[slot]);
        _deviation[slot] = _deviation[slot] == 0 ? error : (Gamma * error) + ((1 - Gamma) * _deviation[slot]);
        return score;
    }
}
