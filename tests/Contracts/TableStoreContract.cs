using Observability.Core.Storage;

namespace Observability.Contracts;

/// <summary>What every adapter of the storage port does, whatever it keeps rows in. Each test has a table of its own.</summary>
public abstract partial class TableStoreContract
{
    private static int s_tables;

    private readonly Lazy<LimitedStore> _store;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected TableStoreContract() => _store = new(() => new(Adapter()));

    /// <summary>The adapter, guarded as in the product; made once, so that all who race do so on one store.</summary>
    protected LimitedStore Store => _store.Value;

    protected string Table { get; } = NewTable();

    protected abstract ITableStore Adapter();

    protected static string NewTable() => $"t{Interlocked.Increment(ref s_tables):D6}";

    protected static Dictionary<string, object> Value(string text) => new(StringComparer.Ordinal) { ["Text"] = text };

    protected static Dictionary<string, object> Value(long number) => new(StringComparer.Ordinal) { ["Number"] = number };

    protected Task<WriteResult> WriteAsync(params Write[] writes) => Store.WriteAsync(Table, "p", writes, Cancel);

    protected Task<Row?> GetAsync(string key) => Store.GetAsync(Table, "p", key, Cancel);

    protected async Task<List<Row>> RowsAsync(KeyRange range) => await Store.RowsAsync(Table, range, Cancel).ToListAsync(Cancel);

    protected async Task<string> KeysAsync(KeyRange range) => string.Join(' ', (await RowsAsync(range)).Select(row => row.Key));
}
