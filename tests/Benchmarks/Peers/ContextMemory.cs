using System.Globalization;

namespace Observability.Benchmarks.Peers;

/// <summary>A set of facts, and what followed when it held.</summary>
internal sealed record LeftHalf(int[] Facts)
{
    public List<Context> Contexts { get; } = [];
}

/// <summary>One set of facts that followed another.</summary>
/// <param name="Right">What followed.</param>
internal sealed record Context(int Id, int[] Right)
{
    /// <summary>Seen as it is, not as what two have in common.</summary>
    public bool Direct { get; set; }

    /// <summary>Facts that it foretold, those of them that came, and how often all came.</summary>
    public long Foretold { get; set; }
    public long Came { get; set; }
    public long True { get; set; }

    public double Hits => Foretold == 0 ? 0 : (double)Came / Foretold;

    public bool Equals(Context? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Id;
}

/// <summary>All contexts, by their left halves.</summary>
internal sealed class ContextMemory
{
    private readonly Dictionary<string, LeftHalf> _lefts = [];
    private readonly Dictionary<string, Context> _contexts = [];
    private readonly Dictionary<int, List<LeftHalf>> _byFact = [];

    public static string Key(int[] facts) => string.Join(',', facts.Select(f => f.ToString(CultureInfo.InvariantCulture)));

    /// <returns>Null where it was there already.</returns>
    public Context? Add(int[] left, int[] right, bool direct)
    {
        string half = Key(left), key = half + ">" + Key(right);
        if (_contexts.TryGetValue(key, out Context? known))
        {
            known.Direct |= direct;
            return null;
        }

        if (!_lefts.TryGetValue(half, out LeftHalf? held))
        {
            held = _lefts[half] = new(left);
            foreach (int fact in left)
            {
                (_byFact.TryGetValue(fact, out List<LeftHalf>? with) ? with : _byFact[fact] = []).Add(held);
            }
        }

        Context context = _contexts[key] = new(_contexts.Count, right) { Direct = direct };
        held.Contexts.Add(context);
        return context;
    }

    /// <summary>Left halves that share a fact with these, and how many they share.</summary>
    public List<(LeftHalf Left, int Hits)> Touched(int[] facts)
    {
        Dictionary<LeftHalf, int> hits = new(ReferenceEqualityComparer.Instance);
        foreach (LeftHalf left in facts.Where(_byFact.ContainsKey).SelectMany(f => _byFact[f]))
        {
            hits[left] = hits.GetValueOrDefault(left) + 1;
        }

        return [.. hits.Select(h => (h.Key, h.Value))];
    }

    /// <summary>What the contexts that were right most often foretell after these facts.</summary>
    public HashSet<int> Foreseen(int[] facts)
    {
        Context[] whole = [.. Touched(facts).Where(t => t.Hits == t.Left.Facts.Length).SelectMany(t => t.Left.Contexts)];
        double best = whole.Length > 0 ? whole.Max(c => c.Hits) : 0;
        return [.. whole.Where(c => c.Hits == best).SelectMany(c => c.Right)];
    }
}
