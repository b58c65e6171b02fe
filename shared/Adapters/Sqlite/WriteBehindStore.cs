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
    private HashSet<(string Table, string Partition, string Key)> _changed = [];
    private HashSet<string> _dropped = [];
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
                foreach (Write write in writes)
                {
                    _changed.Add((table, partition, write.Key));
                }
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
            _dropped.Add(table);
            _changed.RemoveWhere(c => c.Table == table);
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
        (HashSet<(string Table, string Partition, string Key)> changed, HashSet<string> dropped) = (_changed, _dropped);
        (_changed, _dropped) = ([], []);
        List<(string, string, IReadOnlyList<Write>)> batches = [];
        foreach (IGrouping<(string Table, string Partition), (string Table, string Partition, string Key)> partition in changed.GroupBy(c => (c.Table, c.Partition)))
        {
            List<Write> writes = [];
            foreach ((_, _, string key) in partition)
            {
                Row? row = await _memory.GetAsync(partition.Key.Table, partition.Key.Partition, key, cancel).ConfigureAwait(false);
                writes.Add(row is null ? new Write.Delete(key) : new Write.Put(key, row.Values));
            }

            batches.Add((partition.Key.Table, partition.Key.Partition, writes));
        }

        return new(dropped, batches);
    }

    private async Task KeepAsync(Moment moment, CancellationToken cancel)
    {
        foreach (string table in moment.Dropped)
        {
            await _file.DropAsync(table, cancel).ConfigureAwait(false);
        }

        await _file.WriteAllAsync(moment.Batches, cancel).ConfigureAwait(false);
    }

    private sealed record Moment(HashSet<string> Dropped, List<(string, string, IReadOnlyList<Write>)> Batches);
}
