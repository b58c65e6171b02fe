using System.Globalization;

namespace Observability.Adapters.Sqlite;

/// <summary>The writer's statements on one table.</summary>
internal sealed class WriterTable(Database database, string table) : IDisposable
{
    private readonly Statement _put = database.Prepare($"INSERT OR REPLACE INTO {StoreFile.Prefix}{table}(p, r, v, d) VALUES (?, ?, ?, ?)");
    private readonly Statement _version = database.Prepare($"SELECT v FROM {StoreFile.Prefix}{table} WHERE p = ? AND r = ?");
    private readonly Statement _delete = database.Prepare($"DELETE FROM {StoreFile.Prefix}{table} WHERE p = ? AND r = ?");

    /// <summary>Null when there is no such row.</summary>
    public string? ETag(ReadOnlySpan<byte> partition, ReadOnlySpan<byte> key)
    {
        string? etag = _version.Bind(1, partition).Bind(2, key).Step() ? _version.Int64(0).ToString(CultureInfo.InvariantCulture) : null;
        _version.Reset();
        return etag;
    }

    public void Put(ReadOnlySpan<byte> partition, ReadOnlySpan<byte> key, long version, ReadOnlySpan<byte> blob) =>
        _put.Bind(1, partition).Bind(2, key).Bind(3, version).BindBlob(4, blob).Step();

    public void Delete(ReadOnlySpan<byte> partition, ReadOnlySpan<byte> key) => _delete.Bind(1, partition).Bind(2, key).Step();

    public void Dispose()
    {
        _put.Dispose();
        _version.Dispose();
        _delete.Dispose();
    }
}
