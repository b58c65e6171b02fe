using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>The contextual anomaly detector of Smirnov (CAD-OSE, Numenta competition 2016): how much of what used to follow is missing, and how much is new.</summary>
/// <remarks>
/// A value is one of eight levels of the range, as three binary facts. A context is a set of facts and what followed it; the contexts that came true last time are facts too, the fifteen that did so most often.
/// a = contexts that came true over those whose first half held; b = contexts added over those that could have been; score = (1 − a + b) / 2 where the value was not foreseen, else 0; after one over its threshold of
/// 0.75 it rests. Written from its description and published settings (left halves of at most seven facts). Its benchmark tells it the range and the length of a file; <paramref name="range"/> null is what a stream can know: the range so far.
/// </remarks>
internal sealed class Contexts(FileRange? range) : IPeer
{
    private const int Bits = 3;
    private const int LongestLeft = 7;
    private const int MostActive = 15;
    private const double Threshold = 0.75;
    private const double UsualRest = 150;

    private readonly ContextMemory _memory = new();
    private readonly double _rest = range is { } told ? Math.Min(0.15 * told.Rows, 750) / 5 : UsualRest;
    private double _least = range?.Least ?? double.MaxValue;
    private double _greatest = range?.Greatest ?? double.MinValue;
    private int[] _before = [];
    private HashSet<int> _foreseen = [];
    private double _quiet;

    public double Score(Point point)
    {
        (_least, _greatest) = (Math.Min(_least, point.Value), Math.Max(_greatest, point.Value));
        int[] facts = Facts(point.Value);
        bool surprise = facts.Any(f => !_foreseen.Contains(f));
        double score = Step(facts);
        score = surprise ? score : 0;
        bool rests = _quiet < _rest;
        _quiet = score >= Threshold ? 0 : _quiet + 1;
        return rests ? 0 : PeerScore.Of(score, Threshold);
    }

    private int[] Facts(double value)
    {
        double step = (_greatest > _least ? _greatest - _least : 1) / ((1 << Bits) - 1);
        int level = (int)((value - _least) / step);
        return [.. Enumerable.Range(0, Bits).Select(bit => 2 * bit + (level >> bit & 1))];
    }

    private double Step(int[] facts)
    {
        Context? added = _before.Length > 0 ? _memory.Add(_before, facts, direct: true) : null;
        HashSet<int> now = [.. facts], then = [.. _before];
        Dictionary<string, (int[] Left, int[] Right)> candidates = [];
        List<Context> active = [];
        int held = 0;
        foreach ((LeftHalf left, int hits) in _memory.Touched(_before))
        {
            bool whole = hits == left.Facts.Length;
            bool grows = added is not null && hits <= LongestLeft;
            if (!whole && !grows)
            {
                continue;
            }

            foreach (Context context in left.Contexts)
            {
                if (context == added)
                {
                    continue;
                }

                int came = context.Right.Count(now.Contains);
                if (whole)
                {
                    held++;
                    context.Foretold += context.Right.Length;
                    context.Came += came;
                }

                if (whole && came == context.Right.Length)
                {
                    context.True++;
                    active.Add(context);
                }
                else if (grows && context.Direct && came > 0)
                {
                    (int[] Left, int[] Right) shared = ([.. left.Facts.Where(then.Contains)], [.. context.Right.Where(now.Contains)]);
                    candidates[ContextMemory.Key(shared.Left) + ">" + ContextMemory.Key(shared.Right)] = shared;
                }
            }
        }

        int possible = candidates.Count + (candidates.ContainsKey(ContextMemory.Key(_before) + ">" + ContextMemory.Key(facts)) ? 0 : 1);
        _before = [.. facts.Concat(active.OrderByDescending(c => c.True).ThenByDescending(c => c.Id).Take(MostActive).Select(c => (2 * Bits) + c.Id)).Order()];
        int grown = candidates.Values.Count(c => _memory.Add(c.Left, c.Right, direct: false) is not null) + (added is null ? 0 : 1);
        _foreseen = _memory.Foreseen(_before);
        double missing = held > 0 ? 1 - ((double)active.Count / held) : 1;
        return (missing + (added is null ? 0 : (double)grown / possible)) / 2;
    }
}
