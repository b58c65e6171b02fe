using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>Distance from the value a day before, in standard deviations of such distances so far; threshold 3.</summary>
/// <remarks>The seasonal naive forecast of Hyndman, Athanasopoulos, <i>Forecasting: Principles and Practice</i>, 2021, section 5.2. The day before is looked up by time, within half a step.</remarks>
internal sealed class SeasonalNaive : IPeer
{
    private const double Threshold = 3;

    private readonly Queue<Point> _day = new();
    private long _count;
    private double _squares;

    public double Score(Point point)
    {
        DateTimeOffset then = point.Time.AddDays(-1);
        Point? before = null;
        while (_day.TryPeek(out Point oldest) && oldest.Time <= then)
        {
            before = _day.Dequeue();
        }

        _day.Enqueue(point);
        if (before is not { } known || then - known.Time > TimeSpan.FromHours(1))
        {
            return 0;
        }

        double distance = Math.Abs(point.Value - known.Value);
        double score = _count < 30 || distance == 0 ? 0 : PeerScore.Of(distance / Math.Sqrt(_squares / _count), Threshold);
        _count++;
        _squares += distance * distance;
        return score;
    }
}
