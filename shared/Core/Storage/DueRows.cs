namespace Observability.Core.Storage;

/// <summary>Something that is to be looked at, not before a time. The row is a reminder: whoever pops it looks at the facts and may find nothing to do.</summary>
/// <param name="Kind">Which work it is, for example <c>judge</c>.</param>
/// <param name="Id">What it is about, for example a subject.</param>
/// <param name="Row">Where it stands in the store.</param>
public sealed record Due(DateTimeOffset At, string Kind, string Id, Row Row);

/// <summary>Due work by time, over a few shards, so that a sweep reads only what is due. Subjects to be judged, which are nearly all of it, have shards of their own.</summary>
public sealed class DueRows(ITableStore store)
{
    /// <summary>Shards of subjects to be judged: as many processes may judge at once. A row that an older version put elsewhere is found there.</summary>
    public const int JudgeShards = 8;

    internal const string Table = "due";
    private const int OtherShards = 4;

    private long _earliestPut = long.MaxValue;

    private static readonly string[] Judged = [.. Enumerable.Range(0, JudgeShards).Select(JudgeShard)];
    private static readonly string[] Others = [.. Enumerable.Range(0, OtherShards).Select(n => $"s{n}")];

    /// <summary>Written after the change that it reminds of, and before the input of that change is acknowledged: one written before could be looked at, and taken away, while there is nothing to see yet. The same row again changes its ETag only.</summary>
    public async Task PutAsync(DateTimeOffset at, string kind, string id, CancellationToken cancel)
    {
        await store.WriteAsync(Table, ShardOf(kind, id), [Put(at, kind, id)], cancel).ConfigureAwait(false);
        Noticed(at);
    }

    /// <summary>Several at once, a batch a shard.</summary>
    public async Task PutAsync(IEnumerable<(DateTimeOffset At, string Kind, string Id)> due, CancellationToken cancel)
    {
        (DateTimeOffset At, string Kind, string Id)[] all = [.. due.Distinct()];
        await Task.WhenAll(all.GroupBy(d => ShardOf(d.Kind, d.Id)).SelectMany(shard => shard.Chunk(StoreLimits.BatchRows).Select(some =>
            store.WriteAsync(Table, shard.Key, [.. some.Select(d => Put(d.At, d.Kind, d.Id))], cancel)))).ConfigureAwait(false);
        Noticed(all.Length == 0 ? DateTimeOffset.MaxValue : all.Min(d => d.At));
    }

    /// <summary>Earliest time of what was put through this object since the call before this one; <see cref="DateTimeOffset.MaxValue"/> when nothing was.</summary>
    public DateTimeOffset TakeEarliestPut() => Interlocked.Exchange(ref _earliestPut, long.MaxValue) is var ticks && ticks == long.MaxValue ? DateTimeOffset.MaxValue : new(ticks, TimeSpan.Zero);

    /// <summary>What is due at <paramref name="now"/>, earliest first, at most <paramref name="most"/> a shard.</summary>
    public Task<IReadOnlyList<Due>> AtAsync(DateTimeOffset now, int most, CancellationToken cancel) => ReadAsync([.. Others, .. Judged], now, most, cancel);

    /// <summary>As <see cref="AtAsync"/>, without the subjects that are judged shard by shard.</summary>
    public Task<IReadOnlyList<Due>> OthersAtAsync(DateTimeOffset now, int most, CancellationToken cancel) => ReadAsync(Others, now, most, cancel);

    /// <summary>As <see cref="AtAsync"/>, of one shard of subjects to be judged.</summary>
    public Task<IReadOnlyList<Due>> OfShardAsync(int shard, DateTimeOffset now, int most, CancellationToken cancel) => ReadAsync([Judged[shard]], now, most, cancel);

    /// <summary>Shards in which subjects are due to be judged, with how many, counted up to <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<DueShard>> ShardsAsync(DateTimeOffset now, int most, CancellationToken cancel)
    {
        DueShard[] all = await Task.WhenAll(Enumerable.Range(0, JudgeShards).Select(async shard => new DueShard(shard, (await OfShardAsync(shard, now, most, cancel).ConfigureAwait(false)).Count))).ConfigureAwait(false);
        return [.. all.Where(s => s.Count > 0)];
    }

    /// <summary>When the next work is due; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancel)
    {
        Page[] pages = await Task.WhenAll(Others.Concat(Judged).Select(shard =>
            store.ReadAsync(Table, new KeyRange(shard, Take: 1), null, cancel))).ConfigureAwait(false);
        return pages.SelectMany(p => p.Rows).Select(r => (DateTimeOffset?)Read(r).At).Min();
    }

    /// <summary>Takes rows away, but for those that were put again since they were read.</summary>
    public Task DoneAsync(IEnumerable<Due> done, CancellationToken cancel) => DoneAsync(done, [], [], cancel);

    private void Noticed(DateTimeOffset at)
    {
        long ticks = at.UtcTicks;
        for (long known = Volatile.Read(ref _earliestPut); ticks < known; known = Volatile.Read(ref _earliestPut))
        {
            Interlocked.CompareExchange(ref _earliestPut, ticks, known);
        }
    }

    /// <summary>Puts reminders, then takes rows away: those that hold no more, and those that are done, but for rows that were put again since they were read.</summary>
    /// <param name="gone">Reminders, not due yet, in place of which others are put.</param>
    public async Task DoneAsync(
        IEnumerable<Due> done, IReadOnlyCollection<(DateTimeOffset At, string Kind, string Id)> put, IEnumerable<(DateTimeOffset At, string Kind, string Id)> gone, CancellationToken cancel)
    {
        await Task.WhenAll(
            put.Distinct().Select(d => (Partition: ShardOf(d.Kind, d.Id), Write: (Write)Put(d.At, d.Kind, d.Id)))
                .Concat(gone.Except(put).Select(d => (Partition: ShardOf(d.Kind, d.Id), Write: (Write)new Write.Delete(KeyOf(d.At, d.Kind, d.Id)))))
                .Concat(done.Select(d => (d.Row.Partition, Write: (Write)new Write.Delete(d.Row.Key, d.Row.ETag))))
                .DistinctBy(w => (w.Partition, w.Write.Key)).GroupBy(w => w.Partition, w => w.Write).Select(shard => WriteAllAsync(shard.Key, shard, cancel))).ConfigureAwait(false);
        Noticed(put.Select(d => d.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Min());
    }

    // In order, so that nothing is taken away before what stands in its place.
    private async Task WriteAllAsync(string shard, IEnumerable<Write> writes, CancellationToken cancel)
    {
        foreach (Write[] some in writes.Chunk(StoreLimits.BatchRows))
        {
            List<Write> left = [.. some];
            while (left.Count > 0 && await store.WriteAsync(Table, shard, left, cancel).ConfigureAwait(false) is { ConflictAt: { } at })
            {
                left.RemoveAt(at);
            }
        }
    }

    private async Task<IReadOnlyList<Due>> ReadAsync(string[] shards, DateTimeOffset now, int most, CancellationToken cancel)
    {
        string end = KeyTime.ForwardTime(now.AddTicks(1));
        Page[] pages = await Task.WhenAll(shards.Select(shard => store.ReadAsync(Table, new KeyRange(shard, null, end, most), null, cancel))).ConfigureAwait(false);
        return [.. pages.SelectMany(p => p.Rows).Select(Read).OrderBy(d => d.At).ThenBy(d => d.Row.Key, StringComparer.Ordinal)];
    }

    private static Write.Put Put(DateTimeOffset at, string kind, string id) =>
        new(KeyOf(at, kind, id), new Dictionary<string, object> { ["At"] = at.ToUniversalTime(), ["Kind"] = kind, ["Id"] = id });

    private static string KeyOf(DateTimeOffset at, string kind, string id) => KeyCodec.Join(KeyTime.ForwardTime(at), kind, id);

    private static Due Read(Row row) => new((DateTimeOffset)row.Values["At"], (string)row.Values["Kind"], (string)row.Values["Id"], row);

    /// <summary>The shard in which a subject is reminded of to be judged.</summary>
    internal static int JudgeShardOf(string subject) => (int)(HashOf(subject) % JudgeShards);

    private static string ShardOf(string kind, string id) => kind == DueKind.Judge ? Judged[JudgeShardOf(id)] : Others[HashOf(id) % OtherShards];

    // FNV-1a over UTF-16 units (Fowler, Noll, Vo 1991): the same everywhere, unlike string.GetHashCode.
    private static uint HashOf(string id)
    {
        uint hash = 2166136261;
        foreach (char c in id)
        {
            hash = (hash ^ c) * 16777619;
        }

        return hash;
    }

    private static string JudgeShard(int shard) => $"j{shard}";
}

/// <param name="Count">Rows that are due there, up to the bound that was asked for.</param>
public sealed record DueShard(int Shard, int Count);
