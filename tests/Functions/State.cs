using System.Globalization;
using System.Text;
using Observability.Core.Storage;

namespace Observability.Functions;

/// <summary>What a store knows, row by row, as text: the same for the same facts, whoever kept them, in what batches, and when.</summary>
internal static class State
{
    // Left out, since it is not what is known but how it came:
    private static readonly string[] Tables =
    [
        "raw", // bytes as they came, packed by batch
        "dead", // under the name of the sender
        "due", // reminders: they go away when they are looked at, which is by the clock
        "sources", // when a format came last
        "keys", // random
    ];

    // When and how often something was tried, and when somebody looked: by the clock of whoever did.
    private static readonly string[] Properties = ["FirstTry", "NextTry", "SentAt", "LeaseUntil", "Tries", "LastError"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Lines that only one of the two has.</summary>
    public static string Differences(string one, string other) =>
        string.Join('\n', [.. one.Split('\n').Except(other.Split('\n')).Select(l => "- " + l), .. other.Split('\n').Except(one.Split('\n')).Select(l => "+ " + l)]);

    public static async Task<string> OfAsync(ITableStore store)
    {
        StringBuilder text = new();
        foreach (string table in (await store.TablesAsync("", Cancel)).Where(t => !Tables.Any(left => t.StartsWith(left, StringComparison.Ordinal))))
        {
            await foreach (Row row in store.RowsAsync(table, new KeyRange(null), Cancel))
            {
                text.Append(CultureInfo.InvariantCulture, $"{table} {row.Partition} {row.Key}");
                foreach ((string name, object value) in row.Values.Where(v => !v.Key.StartsWith("Body", StringComparison.Ordinal) && !Properties.Contains(v.Key)).OrderBy(v => v.Key, StringComparer.Ordinal))
                {
                    text.Append(CultureInfo.InvariantCulture, $" {name}={(value is byte[] bytes ? Printable(bytes) : value)}");
                }

                text.Append(' ').Append(Body.Get(row) is { } body ? Printable(body.ToArray()) : "").Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Printable(byte[] bytes) => bytes.Length > 0 && bytes[0] == '{' ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes);
}
