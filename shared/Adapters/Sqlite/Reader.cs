using System.Globalization;
using Observability.Core.Storage;

namespace Observability.Adapters.Sqlite;

/// <summary>A connection that only reads, with its statements.</summary>
internal sealed class Reader(Database database) : IDisposable
{
    // A page ends early rather than hold more than this.
    private const int PageBytes = 4 * 1024 * 1024;

    // Keys are printable ASCII: less and greater than any of their characters.
    private const string BelowKeys = "\u0001";
    private const string AboveKeys = "\u007f";

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly NameCache _names = new();

    public Row? Get(string table, string partition, string key)
    {
        string sql = $"SELECT p, r, v, d FROM {StoreFile.Prefix}{table} WHERE p = ? AND r = ?";
        return Rows(sql, statement => statement.Bind(1, partition).Bind(2, key), take: 1).Rows is [Row row] ? row : null;
    }

    /// <param name="after">Partition, line feed, key of the last row given; null: from the start.</param>
    public Page Read(string table, KeyRange range, string? after)
    {
        string[]? last = after?.Split('\n', 2);
        string from = string.IsNullOrEmpty(range.From) ? BelowKeys : range.From;
        string to = range.To ?? AboveKeys;
        string select = $"SELECT p, r, v, d FROM {StoreFile.Prefix}{table} WHERE ";
        if (range.Partition is null)
        {
            return Rows(
                select + "(p, r) > (?, ?) AND r >= ? AND r < ? ORDER BY p, r LIMIT ?",
                statement => statement.Bind(1, last?[0] ?? BelowKeys).Bind(2, last?[^1] ?? BelowKeys).Bind(3, from).Bind(4, to).Bind(5, range.Take + 1),
                range.Take);
        }

        string resume = last is null ? from : last[^1] + BelowKeys;
        return Rows(
            select + "p = ? AND r >= ? AND r < ? ORDER BY r LIMIT ?",
            statement => statement.Bind(1, range.Partition).Bind(2, resume).Bind(3, to).Bind(4, range.Take + 1),
            range.Take);
    }

    public IReadOnlyList<string> Tables()
    {
        List<string> names = [];
        using Statement statement = database.Prepare($"SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '{StoreFile.Prefix}*'");
        while (statement.Step())
        {
            names.Add(statement.Text(0)[StoreFile.Prefix.Length..]);
        }

        return names;
    }

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }

        database.Dispose();
    }

    private Page Rows(string sql, Func<Statement, Statement> bind, int take)
    {
        if (Find(sql) is not Statement statement)
        {
            return new Page([], null);
        }

        bind(statement);
        List<Row> rows = [];
        int bytes = 0;
        while (true)
        {
            int code = statement.TryStep(out bool row);
            if (code != SQLitePCL.raw.SQLITE_OK)
            {
                return rows.Count == 0 && database.IsMissingTable(code) ? new Page([], null) : throw database.Failure(code);
            }

            if (!row)
            {
                return new Page(rows, null);
            }

            if (rows.Count == take || bytes > PageBytes)
            {
                statement.Reset();
                return new Page(rows, rows[^1].Partition + "\n" + rows[^1].Key);
            }

            ReadOnlySpan<byte> blob = statement.Blob(3);
            bytes += blob.Length;
            rows.Add(new Row(statement.Text(0), statement.Text(1), RowBlob.Read(blob, _names), statement.Int64(2).ToString(CultureInfo.InvariantCulture)));
        }
    }

    private Statement? Find(string sql)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement) && database.PrepareIfTable(sql) is Statement prepared)
        {
            _statements.Add(sql, statement = prepared);
        }

        return statement;
    }
}
