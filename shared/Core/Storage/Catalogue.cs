using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;

namespace Observability.Core.Storage;

/// <summary>One row for each of many named things, spread over a few partitions so that a list of all is a few range reads, and each is folded by a join.</summary>
/// <param name="join">Commutative, associative, idempotent.</param>
public sealed class Catalogue<T>(ITableStore store, string table, JsonTypeInfo<T> type, Func<T, string> nameOf, Func<T, T, T> join)
    where T : class
{
    /// <summary>Partitions of the table; a page that lists all reads as many ranges.</summary>
    public const int Shards = 8;

    private const int MostRemembered = 4096;

    // What was read or written last, with its bytes: the row is asked for each time, and taken apart only when it is another.
    private readonly ConcurrentDictionary<string, (ReadOnlyMemory<byte> Bytes, T Value)> _remembered = new();

    public async Task<T?> FindAsync(string name, CancellationToken cancel)
    {
        Row? row = await store.GetAsync(table, ShardOf(name), KeyCodec.Encode(name), cancel).ConfigureAwait(false);
        return row is null ? null : Read(name, row);
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
                T joined = row is null ? partial : join(Read(name, row), partial);
                Dictionary<string, object> values = Json.Values(joined, type, compress: false, ("Name", name));
                changed = row is null || !Body.Same(values, row.Values);
                Remember(name, Body.Get(values), joined);
                return changed ? values : null;
            },
            cancel).ConfigureAwait(false);
        return changed;
    }

    private T Read(string name, Row row)
    {
        if (Body.Get(row) is { } bytes && _remembered.TryGetValue(name, out (ReadOnlyMemory<byte> Bytes, T Value) known) && known.Bytes.Span.SequenceEqual(bytes.Span))
        {
            return known.Value;
        }

        T value = Json.Read(row, type);
        Remember(name, Body.Get(row), value);
        return value;
    }

    private void Remember(string name, ReadOnlyMemory<byte>? bytes, T value)
    {
        if (!_remembered.ContainsKey(name) && _remembered.Count >= MostRemembered)
        {
            _remembered.Clear();
        }

        _remembered[name] = (bytes!.Value, value);
    }

    private static string ShardOf(string name) => $"s{Primitives.ContentHash.Of64(name) % Shards}";
}
