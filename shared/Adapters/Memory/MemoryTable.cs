using Observability.Core.Storage;

namespace Observability.Adapters.Memory;

/// <summary>Rows of one table, by partition and key in ordinal order.</summary>
internal sealed class MemoryTable
{
    private readonly SortedList<string, SortedList<string, Row>> _partitions = new(StringComparer.Ordinal);

    // The same by name: nearly all that is asked names a partition, and names of partitions are long and begin alike.
    private readonly Dictionary<string, SortedList<string, Row>> _named = [];

    public Row? Get(string partition, string key) => _named.GetValueOrDefault(partition)?.GetValueOrDefault(key);

    public void Put(Row row)
    {
        if (!_named.TryGetValue(row.Partition, out SortedList<string, Row>? rows))
        {
            _named.Add(row.Partition, rows = new(StringComparer.Ordinal));
            _partitions.Add(row.Partition, rows);
        }

        rows[row.Key] = row;
    }

    public void Remove(string partition, string key)
    {
        if (_named.TryGetValue(partition, out SortedList<string, Row>? rows) && rows.Remove(key) && rows.Count == 0)
        {
            _named.Remove(partition);
            _partitions.Remove(partition);
        }
    }

    /// <param name="after">Partition, line feed, key of the last row given; null: from the start.</param>
    public Page Read(KeyRange range, string? after, int take)
    {
        List<Row> rows = [];
        foreach (Row row in From(range, after))
        {
            if (rows.Count == take)
            {
                return new Page(rows, rows[^1].Partition + "\n" + rows[^1].Key);
            }

            rows.Add(row);
        }

        return new Page(rows, null);
    }

    private IEnumerable<Row> From(KeyRange range, string? after)
    {
        string[]? last = after?.Split('\n', 2);
        if (range.Partition is not null)
        {
            return _named.TryGetValue(range.Partition, out SortedList<string, Row>? rows) ? Of(rows, range, last?[1]) : [];
        }

        return Enumerable.Range(0, _partitions.Count).Skip(FirstAtLeast(_partitions, last?[0] ?? ""))
            .SelectMany(p => Of(_partitions.GetValueAtIndex(p), range, _partitions.GetKeyAtIndex(p) == last?[0] ? last[1] : null));
    }

    private static IEnumerable<Row> Of(SortedList<string, Row> rows, KeyRange range, string? after)
    {
        // The smallest text that is greater than a key is the key and a NUL.
        string resume = after is null ? "" : after + "\0";
        string from = string.CompareOrdinal(resume, range.From ?? "") > 0 ? resume : range.From ?? "";
        for (int r = FirstAtLeast(rows, from); r < rows.Count; r++)
        {
            if (range.To is not null && string.CompareOrdinal(rows.GetKeyAtIndex(r), range.To) >= 0)
            {
                yield break;
            }

            yield return rows.GetValueAtIndex(r);
        }
    }

    private static int FirstAtLeast<T>(SortedList<string, T> list, string key)
    {
        (int low, int high) = (0, list.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(list.GetKeyAtIndex(middle), key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
