namespace Observability.Core.Storage;

/// <summary>Rows of one partition whose key is in [From, To), compared ordinally.</summary>
/// <param name="Partition">null: every partition of the table, in order; for rebuilds and exports, never for a page.</param>
/// <param name="From">Inclusive; null: from the first.</param>
/// <param name="To">Exclusive; null: to the last.</param>
/// <param name="Take">Most rows in a page, 1 to 1000.</param>
public sealed record KeyRange(string? Partition, string? From = null, string? To = null, int Take = 1000)
{
    /// <summary>Every key of the partition that starts with <paramref name="prefix"/>.</summary>
    public static KeyRange Prefix(string partition, string prefix, int take = 1000) => new(partition, prefix, After(prefix), take);

    // The smallest key that is greater than all keys with this prefix; keys are printable ASCII, so '\u007f' ends every one.
    private static string After(string prefix) => prefix + "\u007f";
}
