namespace Observability.Adapters.Sqlite;

/// <summary>The tables as the writer knows them inside its transaction, and the counter that every ETag comes from.</summary>
internal sealed class WriterTables(Database database) : IDisposable
{
    private readonly Dictionary<string, WriterTable?> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Statement _begin = database.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = database.Prepare("COMMIT");
    private readonly Statement _schema = database.Prepare("PRAGMA schema_version");
    private readonly Statement _load = database.Prepare("SELECT version FROM counter WHERE id = 1");
    private readonly Statement _save = database.Prepare("UPDATE counter SET version = ? WHERE id = 1");
    private readonly Statement _exists = database.Prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE");
    private long _schemaVersion;
    private long _version;
    private long _saved;

    /// <summary>Takes the write lock, and learns what other processes changed.</summary>
    public void Begin()
    {
        _begin.Step();
        if (Number(_schema) is long schema && schema != _schemaVersion)
        {
            Forget();
            _schemaVersion = schema;
        }

        _version = _saved = Number(_load);
    }

    public void Commit()
    {
        if (_version != _saved)
        {
            _save.Bind(1, _version).Step();
        }

        _commit.Step();
    }

    /// <summary>After a failure: nothing of the transaction stays.</summary>
    public void Rollback()
    {
        Forget();
        _schemaVersion = 0;
        database.Rollback();
    }

    public long NextVersion() => ++_version;

    /// <summary>Null when there is no such table.</summary>
    public WriterTable? Find(string table)
    {
        if (!_tables.TryGetValue(table, out WriterTable? found))
        {
            found = Number(_exists.Bind(1, StoreFile.Prefix + table)) == 0 ? null : new WriterTable(database, table);
            _tables.Add(table, found);
        }

        return found;
    }

    public WriterTable Create(string table)
    {
        database.Execute(
            $"CREATE TABLE {StoreFile.Prefix}{table}(p TEXT NOT NULL, r TEXT NOT NULL, v INTEGER NOT NULL, d BLOB NOT NULL, PRIMARY KEY (p, r)) WITHOUT ROWID");
        WriterTable created = new(database, table);
        _tables[table] = created;
        return created;
    }

    public void Drop(string table)
    {
        if (Find(table) is not WriterTable found)
        {
            return;
        }

        found.Dispose();
        _tables[table] = null;
        database.Execute($"DROP TABLE {StoreFile.Prefix}{table}");
    }

    public void Dispose()
    {
        Forget();
        Statement[] own = [_begin, _commit, _schema, _load, _save, _exists];
        foreach (Statement statement in own)
        {
            statement.Dispose();
        }
    }

    private void Forget()
    {
        foreach (WriterTable? table in _tables.Values)
        {
            table?.Dispose();
        }

        _tables.Clear();
    }

    private static long Number(Statement statement)
    {
        long number = statement.Step() ? statement.Int64(0) : 0;
        statement.Reset();
        return number;
    }
}
