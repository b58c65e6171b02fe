using Observability.Adapters.Sqlite;
using Observability.Core.Storage;

namespace Observability.Contracts.Sqlite;

public sealed class SqliteStoreTests : TableStoreContract, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public SqliteStoreTests() => _store = new SqliteStore(_folder.Path);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    protected override ITableStore Adapter() => _store;
}
