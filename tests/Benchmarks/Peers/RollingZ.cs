using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>|x − mean| / standard deviation over the 288 points before it, threshold 3.</summary>
/// <remarks>The three-sigma rule after Shewhart, <i>Economic Control of Quality of Manufactured Product</i>, 1931, over a moving window.</remarks>
internal sealed class RollingZ : IPeer
{
    private const int Size = 288;
    private const double Threshold = 3;

    private readonly Window _window = new(Size);
    private double _sum;
    private double _squares;

    public double Score(Point point)
    {
        double score = 0;
        if (_window.Count >= 30)
        {
            double mean = _sum / _window.Count;
            double deviation = Math.Sqrt(Math.Max(0, (_squares / _window.Count) - (mean * mean)));
            double distance = Math.Abs(point.Value - mean);
            score = distance == 0 ? 0 : PeerScore.Of(distance / deviation, Threshold);
        }

        if (_window.IsFull)
        {
            double old = _window.Back(Size);
            _sum -= old;
            _squares -= old * old;
        }

        _window.Add(point.Value);
        _sum += point.Value;
        _squares += point.Value * point.Value;
        return score;
    }
}
