using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>Modified z-score 0.6745·|x − median| / MAD over the 288 points before it, threshold 3.5.</summary>
/// <remarks>Source: Iglewicz, Hoaglin, <i>How to Detect and Handle Outliers</i>, 1993.</remarks>
internal sealed class RollingMad : IPeer
{
    private const int Size = 288;
    private const double Threshold = 3.5;

    private readonly Window _window = new(Size);

    public double Score(Point point)
    {
        double score = 0;
        if (_window.Count >= 30)
        {
            double[] values = _window.ToArray();
            double median = MedianOf(values);
            double mad = MedianOf([.. values.Select(v => Math.Abs(v - median))]);
            double distance = Math.Abs(point.Value - median);
            score = distance == 0 ? 0 : PeerScore.Of(0.6745 * distance / mad, Threshold);
        }

        _window.Add(point.Value);
        return score;
    }

    private static double MedianOf(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
