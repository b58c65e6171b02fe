using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;

namespace Observability.Core.Storage;

/// <summary>One row for each of many named things, spread over a few partitions so that a list of all is a few range reads, and each is folded by a join.</summary>
/// <remarks>Rows that this process wrote are remembered with their ETag, and not read again before the next join: a row that another process changed meanwhile is a conflict, and is read then.</remarks>
/// <param name="join">Commutative, associative, idempotent.</param>
public sealed class Catalogue<T>(ITableStore store, string table, JsonTypeInfo<T> type, Func<T, string> nameOf, Func<T, T, T> join)
    where T : class
{
    /// <summary>Partitions of the table; a page that lists all reads as many ranges.</summary>
    public const int Shards = 8;

    // A few kilobytes each.
    private const int MostKnown = 10_000;
    private const int MostTries = 1000;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    public async Task<T?> FindAsync(string name, CancellationToken cancel) =>
        await ReadAsync(name, cancel).ConfigureAwait(false) is { } row ? Json.Read(row, type) : null;

    /// <summary>Every one, in order of shard and key.</summary>
    public async IAsyncEnumerable<T> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (int shard = 0; shard < Shards; shard++)
        {
            await foreach (Row row in store.RowsAsync(table, new KeyRange($"s{shard}"), cancel).ConfigureAwait(false))
            {
                yield return Json.Read(row, type);
            }
        }
    }

    /// <summary>Joins what is known with what is new.</summary>
    /// <returns>Whether that changed anything.</returns>
    public async Task<bool> JoinAsync(T partial, CancellationToken cancel) => (await JoinAsync([partial], cancel).ConfigureAwait(false)).Count > 0;

    /// <summary>The same for several, in few batches.</summary>
    /// <returns>Names of those that were changed by it.</returns>
    public async Task<IReadOnlySet<string>> JoinAsync(IEnumerable<T> partials, CancellationToken cancel)
    {
        Dictionary<string, T> said = new(StringComparer.Ordinal);
        foreach (T partial in partials)
        {
            string name = nameOf(partial);
            said[name] = said.TryGetValue(name, out T? earlier) ? join(earlier, partial) : partial;
        }

        HashSet<string> changed = new(StringComparer.Ordinal);
        foreach (Task<List<string>> shard in said.GroupBy(one => ShardOf(one.Key)).Select(shard => JoinAsync(shard.Key, [.. shard], cancel)).ToArray())
        {
            changed.UnionWith(await shard.ConfigureAwait(false));
        }

        return changed;
    }

    private async Task<List<string>> JoinAsync(string shard, KeyValuePair<string, T>[] open, CancellationToken cancel)
    {
        List<string> changed = [];
        for (int attempt = 0; open.Length > 0; attempt++)
        {
            if (attempt == MostTries)
            {
                throw new StoreUnavailableException($"{table} {shard}", $"changed by others {MostTries} times in a row");
            }

            Task<Known?>[] known = [.. open.Select(o => KnownAsync(o.Key, cancel))];
            Dictionary<string, Change> changes = new(StringComparer.Ordinal);
            for (int i = 0; i < open.Length; i++)
            {
                if (ChangeOf(open[i], await known[i].ConfigureAwait(false)) is { } change)
                {
                    changes.Add(change.Write.Key, change);
                }
            }

            (IReadOnlyList<Write> Batch, Task<bool> Done)[] batches = [.. Batches.Of(shard, changes.Values.Select(c => c.Write)).Select(batch => (batch, WriteAsync(shard, batch, changes, cancel)))];
            List<KeyValuePair<string, T>> left = [];
            foreach ((IReadOnlyList<Write> batch, Task<bool> done) in batches)
            {
                bool written = await done.ConfigureAwait(false);
                foreach (Change change in batch.Select(w => changes[w.Key]))
                {
                    if (written)
                    {
                        changed.Add(change.Name);
                    }
                    else
                    {
                        left.Add(new(change.Name, change.Partial));
                    }
                }
            }

            open = [.. left];
        }

        return changed;
    }

    // Null where the row says it already.
    private Change? ChangeOf(KeyValuePair<string, T> one, Known? known)
    {
        string key = KeyCodec.Encode(one.Key);
        T joined = known is null ? one.Value : join(known.Value, one.Value);
        Dictionary<string, object> values = Json.Values(joined, type, compress: false, ("Name", one.Key));
        return known is null ? new(one.Key, one.Value, joined, new Write.Insert(key, values))
            : Body.Same(values, known.Row.Values) ? null
            : new(one.Key, one.Value, joined, new Write.Replace(key, values, known.Row.ETag));
    }

    private async Task<bool> WriteAsync(string shard, IReadOnlyList<Write> batch, Dictionary<string, Change> changes, CancellationToken cancel)
    {
        WriteResult result = await store.WriteAsync(table, shard, batch, cancel).ConfigureAwait(false);
        if (_known.Count > MostKnown)
        {
            _known.Clear();
        }

        for (int i = 0; i < batch.Count; i++)
        {
            string key = batch[i].Key;
            if (result.Done)
            {
                _known[key] = new(new(shard, key, batch[i].Values()!, result.ETags[i]), changes[key].Joined);
            }
            else if (i == result.ConflictAt)
            {
                _known.TryRemove(key, out _);
            }
        }

        return result.Done;
    }

    private async Task<Known?> KnownAsync(string name, CancellationToken cancel) =>
        _known.TryGetValue(KeyCodec.Encode(name), out Known? known) ? known
            : await ReadAsync(name, cancel).ConfigureAwait(false) is { } row ? new(row, Json.Read(row, type)) : null;

    private Task<Row?> ReadAsync(string name, CancellationToken cancel) => store.GetAsync(table, ShardOf(name), KeyCodec.Encode(name), cancel);

    private static string ShardOf(string name) => $"s{Primitives.ContentHash.Of64(name) % Shards}";

    // A row, and what it says.
    private sealed record Known(Row Row, T Value);

    private sealed record Change(string Name, T Partial, T Joined, Write Write);
}
