using Observability.Core.Storage;

namespace Observability.Unit.Storage;

/// <summary>A store that goes away at the n-th write, as a killed process sees it: that write and all after it are not done.</summary>
internal sealed class FailingStore(ITableStore inner, int failAt) : ITableStore
{
    private int _writes;
    private int _pages;

    public int Writes => _writes;

    /// <summary>Pages that were asked for.</summary>
    public int Pages => _pages;

    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel) => inner.GetAsync(table, partition, key, cancel);

    public Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel)
    {
        Interlocked.Increment(ref _pages);
        return inner.ReadAsync(table, range, after, cancel);
    }

    public Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel) =>
        Interlocked.Increment(ref _writes) >= failAt
            ? throw new StoreUnavailableException(table, $"gone at write {failAt}")
            : inner.WriteAsync(table, partition, writes, cancel);

    public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel) => inner.TablesAsync(prefix, cancel);

    public Task DropAsync(string table, CancellationToken cancel) => inner.DropAsync(table, cancel);
}
