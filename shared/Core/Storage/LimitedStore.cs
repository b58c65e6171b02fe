using System.Buffers;

namespace Observability.Core.Storage;

/// <summary>The guard above every adapter: refuses what Azure Tables would refuse, so that what works on a laptop works in the cloud.</summary>
/// <remarks>A breach throws <see cref="StoreLimitException"/> before anything is written. An empty batch is done without asking the adapter.</remarks>
public sealed class LimitedStore(ITableStore inner) : ITableStore
{
    /// <summary>Printable ASCII without / \ # ? (forbidden by Azure) and % (which some clients decode twice).</summary>
    private static readonly SearchValues<char> KeyChars = SearchValues.Create(
        " !\"$&'()*+,-.0123456789:;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly SearchValues<char> Alphanumerics = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        CheckTable(table);
        CheckKey(table, partition, partition);
        CheckKey(table, partition + "/" + key, key);
        return inner.GetAsync(table, partition, key, cancel);
    }

    public Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel)
    {
        CheckTable(table);
        if (range.Partition is string partition)
        {
            CheckKey(table, partition, partition);
        }

        CheckBound(table, range.From);
        CheckBound(table, range.To);
        if (range.Take is < 1 or > 1000)
        {
            throw new StoreLimitException(table, range.Partition ?? "", "", $"a page takes 1 to 1000 rows, not {range.Take}");
        }

        return inner.ReadAsync(table, range, after, cancel);
    }

    public Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
    {
        CheckTable(table);
        CheckKey(table, partition, partition);
        if (writes.Count == 0)
        {
            return Task.FromResult(new WriteResult(null, []));
        }

        CheckBatch(table, partition, writes);
        return inner.WriteAsync(table, partition, writes, cancel);
    }

    public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel)
    {
        if (prefix.AsSpan().ContainsAnyExcept(Alphanumerics))
        {
            throw new StoreLimitException(prefix, "", "", "a table's name has letters and digits only");
        }

        return inner.TablesAsync(prefix, cancel);
    }

    public Task DropAsync(string table, CancellationToken cancel)
    {
        CheckTable(table);
        return inner.DropAsync(table, cancel);
    }

    private static void CheckBatch(string table, string partition, IReadOnlyList<Write> writes)
    {
        if (writes.Count > StoreLimits.BatchRows)
        {
            throw new StoreLimitException(table, partition, "", $"{writes.Count} writes in a batch, at most {StoreLimits.BatchRows}");
        }

        HashSet<string>? keys = writes.Count == 1 ? null : new(writes.Count, StringComparer.Ordinal);
        long bytes = 0;
        foreach (Write write in writes)
        {
            string place = partition + "/" + write.Key;
            CheckKey(table, place, write.Key);
            if (keys?.Add(write.Key) == false)
            {
                throw new StoreLimitException(table, place, "", "written twice in one batch");
            }

            if (write.Values() is IReadOnlyDictionary<string, object> values)
            {
                RowLimits.Check(table, partition, write.Key, values);
            }

            bytes += RowSize.InBatch(partition, write);
        }

        if (bytes >= StoreLimits.BatchBytes)
        {
            throw new StoreLimitException(table, partition, "", $"{bytes} bytes in a batch, must be under {StoreLimits.BatchBytes}");
        }
    }

    private static void CheckTable(string table)
    {
        if (table.Length is < 3 or > 63 || !char.IsAsciiLetter(table[0]) || table.AsSpan().ContainsAnyExcept(Alphanumerics))
        {
            throw new StoreLimitException(table, "", "", "a table's name is 3 to 63 letters and digits, the first a letter");
        }
    }

    private static void CheckKey(string table, string place, string key)
    {
        if (key.Length is 0 or > StoreLimits.KeyChars)
        {
            throw new StoreLimitException(table, place, "", $"a key has 1 to {StoreLimits.KeyChars} characters, not {key.Length}");
        }

        if (key.AsSpan().IndexOfAnyExcept(KeyChars) is int at && at >= 0)
        {
            throw new StoreLimitException(table, place, "", $"character U+{(int)key[at]:X4} at {at} cannot be in a key; use KeyCodec");
        }
    }

    // A bound need not be a key: it may be empty, and end in U+007F, which is greater than all of a key's characters.
    private static void CheckBound(string table, string? bound)
    {
        if (bound is { Length: > 0 } && bound != "\u007f")
        {
            CheckKey(table, bound, bound[^1] == '\u007f' ? bound[..^1] : bound);
        }
    }
}
