using System.Text.Json.Serialization.Metadata;

namespace Observability.Core.Storage;

/// <summary>One row for each of many named things, spread over a few partitions so that a list of all is a few range reads, and each is folded by a join.</summary>
/// <param name="join">Commutative, associative, idempotent.</param>
public sealed class Catalogue<T>(ITableStore store, string table, JsonTypeInfo<T> type, Func<T, string> nameOf, Func<T, T, T> join)
    where T : class
{
    /// <summary>Partitions of the table; a page that lists all reads as many ranges.</summary>
    public const int Shards = 8;

    public async Task<T?> FindAsync(string name, CancellationToken cancel)
    {
        Row? row = await store.GetAsync(table, ShardOf(name), KeyCodec.Encode(name), cancel).ConfigureAwait(false);
        return row is null ? null : Json.Read(row, type);
    }

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
    public async Task<bool> JoinAsync(T partial, CancellationToken cancel)
    {
        string name = nameOf(partial);
        bool changed = false;
        await store.UpdateAsync(
            table,
            ShardOf(name),
            KeyCodec.Encode(name),
            row =>
            {
                Dictionary<string, object> values = Json.Values(row is null ? partial : join(Json.Read(row, type), partial), type, compress: false, ("Name", name));
                changed = row is null || !Body.Same(values, row.Values);
                return changed ? values : null;
            },
            cancel).ConfigureAwait(false);
        return changed;
    }

    private static string ShardOf(string name) => $"s{Primitives.ContentHash.Of64(name) % Shards}";
}
