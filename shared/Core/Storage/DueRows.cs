namespace Observability.Core.Storage;

/// <summary>Something that is to be looked at, not before a time. The row is a reminder: whoever pops it looks at the facts and may find nothing to do.</summary>
/// <param name="Kind">Which work it is, for example <c>judge</c>.</param>
/// <param name="Id">What it is about, for example a subject.</param>
/// <param name="Row">Where it stands in the store.</param>
public sealed record Due(DateTimeOffset At, string Kind, string Id, Row Row);

/// <summary>Due work by time, over a few shards, so that a sweep reads only what is due.</summary>
public sealed class DueRows(ITableStore store)
{
    private const string Table = "due";
    private const int Shards = 4;

    /// <summary>Written after the change that it reminds of, and before the input of that change is acknowledged: one written before could be looked at, and taken away, while there is nothing to see yet. The same row again changes its ETag only.</summary>
    public Task PutAsync(DateTimeOffset at, string kind, string id, CancellationToken cancel) =>
        store.WriteAsync(Table, ShardOf(id), [Put(at, kind, id)], cancel);

    /// <summary>Several at once, a batch a shard.</summary>
    public Task PutAsync(IEnumerable<(DateTimeOffset At, string Kind, string Id)> due, CancellationToken cancel) =>
        Task.WhenAll(due.Distinct().GroupBy(d => ShardOf(d.Id)).SelectMany(shard => shard.Chunk(StoreLimits.BatchRows).Select(some =>
            store.WriteAsync(Table, shard.Key, [.. some.Select(d => Put(d.At, d.Kind, d.Id))], cancel))));

    /// <summary>What is due at <paramref name="now"/>, earliest first, at most <paramref name="most"/> a shard.</summary>
    public async Task<IReadOnlyList<Due>> AtAsync(DateTimeOffset now, int most, CancellationToken cancel)
    {
        string end = KeyTime.ForwardTime(now.AddTicks(1));
        Page[] pages = await Task.WhenAll(Enumerable.Range(0, Shards).Select(shard =>
            store.ReadAsync(Table, new KeyRange($"s{shard}", null, end, most), null, cancel))).ConfigureAwait(false);
        return [.. pages.SelectMany(p => p.Rows).Select(Read).OrderBy(d => d.At).ThenBy(d => d.Row.Key, StringComparer.Ordinal)];
    }

    /// <summary>When the next work is due; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancel)
    {
        Page[] pages = await Task.WhenAll(Enumerable.Range(0, Shards).Select(shard =>
            store.ReadAsync(Table, new KeyRange($"s{shard}", Take: 1), null, cancel))).ConfigureAwait(false);
        return pages.SelectMany(p => p.Rows).Select(r => (DateTimeOffset?)Read(r).At).Min();
    }

    /// <summary>Takes the row away, unless it was put again since it was read.</summary>
    public Task DoneAsync(Due due, CancellationToken cancel) =>
        store.WriteAsync(Table, due.Row.Partition, [new Write.Delete(due.Row.Key, due.Row.ETag)], cancel);

    private static Write.Put Put(DateTimeOffset at, string kind, string id) =>
        new(KeyCodec.Join(KeyTime.ForwardTime(at), kind, id), new Dictionary<string, object> { ["At"] = at.ToUniversalTime(), ["Kind"] = kind, ["Id"] = id });

    private static Due Read(Row row) => new((DateTimeOffset)row.Values["At"], (string)row.Values["Kind"], (string)row.Values["Id"], row);

    // FNV-1a over UTF-16 units (Fowler, Noll, Vo 1991): the same everywhere, unlike string.GetHashCode.
    private static string ShardOf(string id)
    {
        uint hash = 2166136261;
        foreach (char c in id)
        {
            hash = (hash ^ c) * 16777619;
        }

        return $"s{hash % Shards}";
    }
}
