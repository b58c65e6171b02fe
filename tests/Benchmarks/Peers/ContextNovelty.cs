using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>How many of the short contexts before a value were followed by it before: values as one of 16 levels between the least and the greatest so far, contexts of 1 to 5 of them.</summary>
/// <remarks>
/// score = share of the five context lengths after which this level never came, averaged over 10 points; alerts where more than half are new. Like the contextual anomaly detector of Smirnov (CAD OSE, Numenta competition 2016), which is
/// also told the range of each file beforehand and keeps far more contexts; written from its description, not from its code.
/// </remarks>
internal sealed class ContextNovelty : IPeer
{
    private const int Levels = 16;
    private const int Longest = 5;
    private const double Memory = 0.1;

    private readonly HashSet<long> _seen = [];
    private readonly List<int> _newest = [];
    private double _least = double.MaxValue;
    private double _greatest = double.MinValue;
    private double _score;

    public double Score(Point point)
    {
        _least = Math.Min(_least, point.Value);
        _greatest = Math.Max(_greatest, point.Value);
        int level = _greatest > _least ? (int)Math.Min(Levels - 1, Levels * (point.Value - _least) / (_greatest - _least)) : 0;
        int fresh = 0;
        long context = level + 1;
        for (int length = 1; length <= Math.Min(Longest, _newest.Count); length++)
        {
            context = (context * (Levels + 1)) + _newest[^length] + 1;
            fresh += _seen.Add(context) ? 1 : 0;
        }

        _newest.Add(level);
        if (_newest.Count > Longest)
        {
            _newest.RemoveAt(0);
        }

        _score += Memory * ((fresh / (double)Longest) - _score);
        return _score;
    }
}
