using Observability.Adapters.Memory;
using Observability.Core.Storage;

namespace Observability.Adapters.Sqlite;

/// <summary>A store that works in memory and keeps what changed in a file, all at once: the file always shows one moment, perhaps not the last.</summary>
/// <remarks>For one process that can do again what it did since; others see the moment that was kept.</remarks>
public sealed class WriteBehindStore : ITableStore
{
    // Rows that wait until they are kept: about a second's work, and some tens of megabytes.
    private const int MostWaiting = 20_000;

    private readonly MemoryStore _memory = new();
    private readonly SqliteStore _file;
    private Changes _changed = new();
    private Task _keeping = Task.CompletedTask;

    private WriteBehindStore(SqliteStore file) => _file = file;

    /// <summary>Reads the whole file.</summary>
    public static async Task<WriteBehindStore> OpenAsync(SqliteStore file, CancellationToken cancel)
    {
        WriteBehindStore store = new(file);
        foreach (string table in await file.TablesAsync(string.Empty, cancel).ConfigureAwait(false))
        {
            await foreach (Row row in file.RowsAsync(table, new KeyRange(null), cancel).ConfigureAwait(false))
            {
                await store._memory.WriteAsync(table, row.Partition, [new Write.Put(row.Key, row.Values)], cancel).ConfigureAwait(false);
            }
        }

        return store;
    }

    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel) => _memory.GetAsync(table, partition, key, cancel);

    public Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel) => _memory.ReadAsync(table, range, after, cancel);

    public async Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
    {
        WriteResult result = await _memory.WriteAsync(table, partition, writes, cancel).ConfigureAwait(false);
        if (result.Done)
        {
            lock (_file)
            {
                _changed.Add(table, partition, writes);
            }
        }

        return result;
    }

    public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel) => _memory.TablesAsync(prefix, cancel);

    public async Task DropAsync(string table, CancellationToken cancel)
    {
        await _memory.DropAsync(table, cancel).ConfigureAwait(false);
        lock (_file)
        {
            _changed.Drop(table);
        }
    }

    /// <summary>Begins to keep what changed when it has become much; work goes on meanwhile. Nothing else may be under way at the call.</summary>
    public async Task SometimesAsync(CancellationToken cancel)
    {
        if (_changed.Count >= MostWaiting)
        {
            await _keeping.ConfigureAwait(false);
            Moment moment = await TakeAsync(cancel).ConfigureAwait(false);
            _keeping = Task.Run(() => KeepAsync(moment, cancel), cancel);
        }
    }

    /// <summary>Keeps what changed, and returns when it is kept. Nothing else may be under way.</summary>
    public async Task FlushAsync(CancellationToken cancel)
    {
        await _keeping.ConfigureAwait(false);
        await KeepAsync(await TakeAsync(cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
    }

    // What changed since the last moment, as it is now: rows do not change, they are replaced.
    private async Task<Moment> TakeAsync(CancellationToken cancel)
    {
        Changes changed = _changed;
        _changed = new();
        List<(string, string, IReadOnlyList<Write>)> batches = [];
        foreach ((string table, Dictionary<string, HashSet<string>> partitions) in changed.Tables)
        {
            foreach ((string partition, HashSet<string> keys) in partitions)
            {
                List<Write> writes = [];
                foreach (string key in keys)
                {
                    Row? row = await _memory.GetAsync(table, partition, key, cancel).ConfigureAwait(false);
                    writes.Add(row is null ? new Write.Delete(key) : new Write.Put(key, row.Values));
                }

                batches.Add((table, partition, writes));
            }
        }

        return new(changed.Dropped, batches);
    }

    private async Task KeepAsync(Moment moment, CancellationToken cancel)
    {
        foreach (string table in moment.Dropped)
        {
            await _file.DropAsync(table, cancel).ConfigureAwait(false);
        }

        await _file.WriteAllAsync(moment.Batches, cancel).ConfigureAwait(false);
    }

    // Sets within sets: a hash over the three names of a row at every write took more time than the write.
    private sealed class Changes
    {
        public Dictionary<string, Dictionary<string, HashSet<string>>> Tables { get; } = [];

        public HashSet<string> Dropped { get; } = [];

        public int Count { get; private set; }

        public void Add(string table, string partition, IReadOnlyList<Write> writes)
        {
            if (!Tables.TryGetValue(table, out Dictionary<string, HashSet<string>>? partitions))
            {
                Tables[table] = partitions = [];
            }

            if (!partitions.TryGetValue(partition, out HashSet<string>? keys))
            {
                partitions[partition] = keys = [];
            }

            foreach (Write write in writes)
            {
                Count += keys.Add(write.Key) ? 1 : 0;
            }
        }

        public void Drop(string table)
        {
            Dropped.Add(table);
            Count -= Tables.Remove(table, out Dictionary<string, HashSet<string>>? partitions) ? partitions.Values.Sum(k => k.Count) : 0;
        }
    }

    private sealed record Moment(HashSet<string> Dropped, List<(string, string, IReadOnlyList<Write>)> Batches);
}
