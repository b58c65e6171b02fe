using System.Collections.Concurrent;
using Observability.Core.Storage;

namespace Observability.Adapters.Sqlite;

/// <summary>The embedded store: one file, durable, shared by processes. Writers queue for one group commit; readers never wait for them.</summary>
/// <remarks>
/// A write is on disk when its task is done. Its cancellation is seen until it is queued, not after: then its outcome is told.
/// Disposing does what waits; no call may be under way or come after.
/// </remarks>
public sealed class SqliteStore : ITableStore, IAsyncDisposable
{
    private const string FileName = "store.db";

    private readonly TimeSpan _busyTimeout;
    private readonly Database _database;
    private readonly GroupWriter _writer;
    private readonly ConcurrentBag<Reader> _readers = [];

    /// <summary>Opens <c>store.db</c> in the folder; makes both when they are not there.</summary>
    /// <param name="busyTimeout">How long a call waits for other processes; 30 s when null.</param>
    /// <exception cref="StoreVersionException">Written by a newer version.</exception>
    /// <exception cref="StoreUnavailableException">Cannot be opened, or is no store.</exception>
    public SqliteStore(string folder, TimeSpan? busyTimeout = null)
    {
        _busyTimeout = busyTimeout ?? TimeSpan.FromSeconds(30);
        File = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(folder, "the folder cannot be made", e);
        }

        _database = StoreFile.Create(File, _busyTimeout);
        try
        {
            _writer = new GroupWriter(_database);
        }
        catch (StoreUnavailableException)
        {
            _database.Dispose();
            throw;
        }
    }

    public string File { get; }

    /// <summary>Most pages of 4 KiB that the file may have: a full disk for tests. Only while no write is under way.</summary>
    internal bool LimitPages(int pages) => _database.Number($"PRAGMA max_page_count = {pages}") == pages;

    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel) =>
        Read(reader => reader.Get(table, partition, key), cancel);

    public Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel) =>
        Read(reader => reader.Read(table, range, after), cancel);

    public async Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        BatchJob job = new(table, partition, writes);
        await _writer.QueueAsync(job, cancel).ConfigureAwait(false);
        return await job.Task.ConfigureAwait(false);
    }

    /// <summary>Many batches, without conditions, as one: after a crash all of them are there, or none.</summary>
    public async Task WriteAllAsync(IReadOnlyList<(string Table, string Partition, IReadOnlyList<Write> Writes)> batches, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ManyJob job = new([.. batches.Select(b => new BatchJob(b.Table, b.Partition, b.Writes))]);
        await _writer.QueueAsync(job, cancel).ConfigureAwait(false);
        await job.Task.ConfigureAwait(false);
    }

    public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel) => Read<IReadOnlyList<string>>(
        reader => [.. reader.Tables().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)], cancel);

    public async Task DropAsync(string table, CancellationToken cancel)
    {
        DropJob job = new(table);
        await _writer.QueueAsync(job, cancel).ConfigureAwait(false);
        await job.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        while (_readers.TryTake(out Reader? reader))
        {
            reader.Dispose();
        }
    }

    // SQLite reads do not wait for anything that a thread could be spared for.
    private Task<T> Read<T>(Func<Reader, T> read, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Reader reader = _readers.TryTake(out Reader? idle) ? idle : new Reader(StoreFile.Reader(File, _busyTimeout));
        try
        {
            return Task.FromResult(read(reader));
        }
        finally
        {
            _readers.Add(reader);
        }
    }
}
