using System.Collections.Concurrent;
using Observability.Core.Storage;

namespace Observability.Core.Ingestion;

/// <summary>When records of a format came last, and what was last wrong with them.</summary>
/// <param name="Received">Newest time at which a record of it could be used; null: never.</param>
/// <param name="Rejected">Newest time at which one could not; null: never.</param>
/// <param name="Problem">Why, with its place; null: never.</param>
public sealed record SourceSeen(string Format, DateTimeOffset? Received, DateTimeOffset? Rejected, string? Problem);

/// <summary>One row for each format that ever came, all in one partition.</summary>
public sealed class SourceStore(ITableStore store)
{
    private const string Table = "sources";
    private const string Good = "good";
    private const string Bad = "bad";

    // The row says when, to about a minute: a thousand batches a minute do not write it a thousand times.
    private static readonly TimeSpan Exact = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);

    public async Task SawAsync(string format, Kept kept, DateTimeOffset now, CancellationToken cancel)
    {
        if (kept.Rejected > 0)
        {
            string problem = kept.Problems.Count > 0 ? kept.Problems[^1].ToString() : "";
            await store.WriteAsync(
                Table,
                Bad,
                [new Write.Put(KeyCodec.Encode(format), new Dictionary<string, object> { ["Format"] = format, ["At"] = now, ["Problem"] = problem.Length <= 2000 ? problem : problem[..2000] })],
                cancel).ConfigureAwait(false);
        }

        if (kept.Accepted + kept.Duplicate > 0 && !(_written.TryGetValue(format, out DateTimeOffset last) && now >= last && now - last < Exact))
        {
            await store.WriteAsync(Table, Good, [new Write.Put(KeyCodec.Encode(format), new Dictionary<string, object> { ["Format"] = format, ["At"] = now })], cancel).ConfigureAwait(false);
            _written[format] = now;
        }
    }

    /// <summary>Every format that ever came, by name: 2 ranges.</summary>
    public async Task<IReadOnlyList<SourceSeen>> AllAsync(CancellationToken cancel)
    {
        SortedDictionary<string, SourceSeen> all = new(StringComparer.Ordinal);
        await foreach (Row row in store.RowsAsync(Table, new KeyRange(Good), cancel).ConfigureAwait(false))
        {
            string format = (string)row.Values["Format"];
            all[format] = new(format, (DateTimeOffset)row.Values["At"], null, null);
        }

        await foreach (Row row in store.RowsAsync(Table, new KeyRange(Bad), cancel).ConfigureAwait(false))
        {
            string format = (string)row.Values["Format"];
            all[format] = (all.GetValueOrDefault(format) ?? new(format, null, null, null)) with { Rejected = (DateTimeOffset)row.Values["At"], Problem = (string)row.Values["Problem"] };
        }

        return [.. all.Values];
    }
}
