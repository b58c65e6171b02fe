using Observability.Core.Storage;
using SQLitePCL;

namespace Observability.Adapters.Sqlite;

/// <summary>One connection to one file, used by one thread at a time. Every failure is a <see cref="StoreUnavailableException"/>.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;

    static Database() => Batteries_V2.Init();

    /// <param name="busyTimeout">How long to wait for other processes.</param>
    public Database(string file, TimeSpan busyTimeout)
    {
        File = file;
        int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        int code = raw.sqlite3_open_v2(file, out _handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            _handle.Dispose();
            throw Failure(code, "");
        }

        Check(raw.sqlite3_busy_timeout(_handle, (int)busyTimeout.TotalMilliseconds));
    }

    public string File { get; }

    public Statement Prepare(string sql) => TryPrepare(sql, out int code) ?? throw Failure(code);

    /// <summary>Null when a table of the query does not exist.</summary>
    public Statement? PrepareIfTable(string sql) =>
        TryPrepare(sql, out int code) ?? (IsMissingTable(code) ? null : throw Failure(code));

    public void Execute(string sql)
    {
        using Statement statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>The first column of the first row, as a whole number.</summary>
    public long Number(string sql)
    {
        using Statement statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Ends the transaction if SQLite has not done so itself after a failure.</summary>
    public void Rollback() => _ = raw.sqlite3_get_autocommit(_handle) == 0 ? raw.sqlite3_exec(_handle, "ROLLBACK") : raw.SQLITE_OK;

    public bool IsMissingTable(int code) => code == raw.SQLITE_ERROR && Message.StartsWith("no such table", StringComparison.Ordinal);

    public StoreUnavailableException Failure(int code) => Failure(code, Message);

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    public void Dispose() => _handle.Dispose();

    private string Message => raw.sqlite3_errmsg(_handle).utf8_to_string();

    private Statement? TryPrepare(string sql, out int code)
    {
        code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt statement);
        return code == raw.SQLITE_OK ? new Statement(this, statement) : null;
    }

    private StoreUnavailableException Failure(int code, string message) => new(File, (code & 0xff) switch
    {
        raw.SQLITE_FULL => "the disk is full; what came before is kept",
        raw.SQLITE_IOERR => $"the disk is full or failing (SQLite {code}: {message}); what came before is kept",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "locked by another process",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "cannot be written: read-only",
        raw.SQLITE_NOTADB => "not a SQLite database",
        raw.SQLITE_CORRUPT => $"damaged ({message}); restore a copy, or ingest again into another folder",
        raw.SQLITE_CANTOPEN => "cannot be opened",
        _ => $"SQLite {code}: {message}",
    });
}
