using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>Control chart of the exponentially weighted mean: |z_t − μ| / (σ·√(λ/(2 − λ))), λ = 0.2, threshold 3; μ and σ from the points so far.</summary>
/// <remarks>z_t = λ·x_t + (1 − λ)·z_(t−1). Source: Roberts, <i>Control Chart Tests Based on Geometric Moving Averages</i>, Technometrics 1959; λ after Montgomery.</remarks>
internal sealed class EwmaChart : IPeer
{
    private const double Lambda = 0.2;
    private const double Threshold = 3;

    private long _count;
    private double _mean;
    private double _squares;
    private double _smoothed;

    public double Score(Point point)
    {
        _smoothed = _count == 0 ? point.Value : (Lambda * point.Value) + ((1 - Lambda) * _smoothed);
        double deviation = _count > 1 ? Math.Sqrt(_squares / (_count - 1)) * Math.Sqrt(Lambda / (2 - Lambda)) : 0;
        double distance = Math.Abs(_smoothed - _mean);
        double score = _count < 30 || distance == 0 ? 0 : PeerScore.Of(distance / deviation, Threshold);
        _count++;
        double delta = point.Value - _mean;
        _mean += delta / _count;
        _squares += delta * (point.Value - _mean);
        return score;
    }
}
