using SQLitePCL;

namespace Observability.Adapters.Sqlite;

/// <summary>A prepared statement; parameters and columns as SQLite numbers them (from 1 and from 0).</summary>
internal sealed class Statement(Database database, sqlite3_stmt statement) : IDisposable
{
    public Statement Bind(int parameter, ReadOnlySpan<byte> utf8)
    {
        database.Check(raw.sqlite3_bind_text(statement, parameter, utf8));
        return this;
    }

    public Statement Bind(int parameter, string text)
    {
        database.Check(raw.sqlite3_bind_text(statement, parameter, text));
        return this;
    }

    public Statement Bind(int parameter, long number)
    {
        database.Check(raw.sqlite3_bind_int64(statement, parameter, number));
        return this;
    }

    public Statement BindBlob(int parameter, ReadOnlySpan<byte> blob)
    {
        database.Check(raw.sqlite3_bind_blob(statement, parameter, blob));
        return this;
    }

    /// <summary>True: a row is there. False: the end, and the statement is ready for the next use.</summary>
    public bool Step() => TryStep(out bool row) is int code && code == raw.SQLITE_OK ? row : throw database.Failure(code);

    /// <summary>As <see cref="Step"/>, but the code of a failure is an answer: the table may have gone.</summary>
    public int TryStep(out bool row)
    {
        int code = raw.sqlite3_step(statement);
        row = code == raw.SQLITE_ROW;
        if (row)
        {
            return raw.SQLITE_OK;
        }

        int after = raw.sqlite3_reset(statement);
        return code == raw.SQLITE_DONE ? raw.SQLITE_OK : after == raw.SQLITE_OK ? code : after;
    }

    public void Reset() => raw.sqlite3_reset(statement);

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();
}
