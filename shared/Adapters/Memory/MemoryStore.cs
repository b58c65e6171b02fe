using System.Globalization;
using Observability.Core.Storage;

namespace Observability.Adapters.Memory;

/// <summary>A store that lives as long as the process: for replays and tests.</summary>
/// <param name="pageRows">Most rows in a page, however many are asked for.</param>
/// <param name="emptyPages">Gives an empty page before every full one, as Azure may.</param>
public sealed class MemoryStore(int pageRows = 1000, bool emptyPages = false) : ITableStore
{
    private const char EmptyGiven = '>';

    private readonly Lock _lock = new();
    private readonly Dictionary<string, MemoryTable> _tables = new(StringComparer.OrdinalIgnoreCase); // as in Azure and SQLite
    private long _version;

    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_tables.GetValueOrDefault(table)?.Get(partition, key));
        }
    }

    public Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (emptyPages && after?.StartsWith(EmptyGiven) != true)
        {
            return Task.FromResult(new Page([], EmptyGiven + after));
        }

        string? last = emptyPages ? after![1..] : after;
        lock (_lock)
        {
            return Task.FromResult(_tables.TryGetValue(table, out MemoryTable? found)
                ? found.Read(range, last is "" ? null : last, Math.Min(range.Take, pageRows))
                : new Page([], null));
        }
    }

    public Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            MemoryTable found = _tables.GetValueOrDefault(table) ?? new MemoryTable();
            for (int i = 0; i < writes.Count; i++)
            {
                if (writes[i] is not Write.Put && !writes[i].Fits(found.Get(partition, writes[i].Key)?.ETag))
                {
                    return Task.FromResult(WriteResult.Conflict(i));
                }
            }

            if (writes.Any(write => write is not Write.Delete))
            {
                _tables.TryAdd(table, found);
            }

            string[] etags = new string[writes.Count];
            for (int i = 0; i < etags.Length; i++)
            {
                etags[i] = Apply(found, partition, writes[i]);
            }

            return Task.FromResult(new WriteResult(null, etags));
        }
    }

    public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<string>>(
                [.. _tables.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
        }
    }

    public Task DropAsync(string table, CancellationToken cancel)
    {
        lock (_lock)
        {
            _tables.Remove(table);
            return Task.CompletedTask;
        }
    }

    private string Apply(MemoryTable table, string partition, Write write)
    {
        if (write.Values() is not IReadOnlyDictionary<string, object> values)
        {
            table.Remove(partition, write.Key);
            return "";
        }

        string etag = (++_version).ToString(CultureInfo.InvariantCulture);
        Dictionary<string, object> stored = new(values.Count);
        foreach ((string name, object value) in values)
        {
            stored[name] = StoredValue.Of(value);
        }

        table.Put(new Row(partition, write.Key, stored, etag));
        return etag;
    }
}
