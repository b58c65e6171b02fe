namespace Observability.Unit;

/// <summary>An order that a number decides.</summary>
internal static class Shuffle
{
    public static IEnumerable<T> Of<T>(IEnumerable<T> items, int seed)
    {
        T[] all = [.. items];
        new Random(seed).Shuffle(all);
        return all;
    }
}
