namespace Observability.Core.Primitives;

/// <summary>A set that never grows beyond a limit and says when it lost some. Keeps the smallest members, so that any order of joining gives the same set.</summary>
/// <param name="Items">Sorted, each once.</param>
/// <param name="More">True when there were more than the limit.</param>
public sealed record Bounded<T>(IReadOnlyList<T> Items, bool More = false)
{
    /// <summary>Members of both, the smallest <paramref name="limit"/> of them. Commutative, associative, idempotent for one limit and order.</summary>
    public Bounded<T> Join(Bounded<T> other, int limit, IComparer<T> order)
    {
        if (other.Items.Count == 0 && !other.More)
        {
            return this;
        }

        if (Items.Count == 0 && !More)
        {
            return other;
        }

        SortedSet<T> all = new(Items, order);
        all.UnionWith(other.Items);
        bool more = More || other.More || all.Count > limit;
        return new([.. all.Take(limit)], more);
    }

    public bool Equals(Bounded<T>? other) => other is not null && More == other.More && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Items.Count, More);
}
