using System.Globalization;
using System.Text;
using Observability.Adapters.Sqlite;
using Observability.Core.Storage;

namespace Observability.Integration.Cli;

/// <summary>Every row of a data folder as text, but for what tells when and how often something was tried.</summary>
internal static class StoredRows
{
    private static readonly string[] OfTheTry = ["Tries", "FirstTry", "NextTry", "LeaseUntil", "SentAt", "LastError"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<string> OfAsync(string data)
    {
        await using SqliteStore store = new(data);
        StringBuilder text = new();
        foreach (string table in await store.TablesAsync("", Cancel))
        {
            await foreach (Row row in store.RowsAsync(table, new KeyRange(null), Cancel))
            {
                text.Append(CultureInfo.InvariantCulture, $"{table} {row.Partition} {row.Key}");
                foreach ((string name, object value) in row.Values.Where(v => !OfTheTry.Contains(v.Key)).OrderBy(v => v.Key, StringComparer.Ordinal))
                {
                    text.Append(CultureInfo.InvariantCulture, $" {name}={(value is byte[] bytes ? Convert.ToHexString(bytes) : value)}");
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
