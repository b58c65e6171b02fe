using System.Globalization;
using System.Text;
using Observability.Core.Storage;

namespace Observability.Unit.Storage;

/// <summary>What stands in a store, as text.</summary>
internal static class Dump
{
    /// <summary>What the same facts must leave the same: not the bytes as they came in their batches, nor reminders.</summary>
    public static bool IsState(string table) => !table.StartsWith("raw", StringComparison.Ordinal) && table != "due";

    public static async Task<string> OfAsync(ITableStore store, Func<string, bool> wanted, CancellationToken cancel)
    {
        StringBuilder text = new();
        foreach (string table in (await store.TablesAsync("", cancel)).Where(wanted))
        {
            await foreach (Row row in store.RowsAsync(table, new KeyRange(null), cancel))
            {
                text.Append(CultureInfo.InvariantCulture, $"{table} {row.Partition} {row.Key}");
                foreach ((string name, object value) in row.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Where(v => !IsHint(table, v.Key) && !v.Key.StartsWith("Body", StringComparison.Ordinal)))
                {
                    text.Append(CultureInfo.InvariantCulture, $" {name}={Text(value)}");
                }

                text.Append(' ').Append(Body.Get(row) is { } body ? Printable(body.ToArray()) : "").Append('\n');
            }
        }

        return text.ToString();
    }

    // When a run was first heard of only tells where to look for it; when trouble was listed, whether to leave it alone.
    private static bool IsHint(string table, string name) => (table.StartsWith("runids", StringComparison.Ordinal) || table == "trouble") && name == "At";

    private static string Text(object value) => value is byte[] bytes ? Printable(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Printable(byte[] bytes) =>
        bytes.Length > 0 && bytes[0] == '{' ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes);
}
