using Observability.Core.Storage;

namespace Observability.Integration.Http;

/// <summary>Counts what is read: ranges by their first page, further pages of them, and single rows.</summary>
internal sealed class CountingStore(ITableStore inner) : ITableStore
{
    private int _ranges;
    private int _pages;
    private int _rows;
    private int _given;

    public (int Ranges, int Pages, int Rows) Read() => (_ranges, _pages, _rows);

    /// <summary>Rows that ranges gave.</summary>
    public int Rows => _given;

    public void Reset() => _ranges = _pages = _rows = _given = 0;

    public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        Interlocked.Increment(ref _rows);
        return inner.GetAsync(table, partition, key, cancel);
    }

    public async Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel)
    {
        _ = after is null ? Interlocked.Increment(ref _ranges) : Interlocked.Increment(ref _pages);
        Page page = await inner.ReadAsync(table, range, after, cancel);
        Interlocked.Add(ref _given, page.Rows.Count);
        return page;
    }

    public Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel) =>
        inner.WriteAsync(table, partition, writes, cancel);

    public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel) => inner.TablesAsync(prefix, cancel);

    public Task DropAsync(string table, CancellationToken cancel) => inner.DropAsync(table, cancel);
}
