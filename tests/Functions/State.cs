using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Observability.Core.Storage;

namespace Observability.Functions;

/// <summary>What a store knows, row by row, as text: the same for the same facts, whoever kept them, in what batches, and when.</summary>
internal static partial class State
{
    // Left out, since it is not what is known but how it came:
    private static readonly string[] Tables =
    [
        "raw", // bytes as they came, packed by batch
        "dead", // under the name of the sender
        "due", // reminders: they go away when they are looked at, which is by the clock
        "logruns", // likewise, when rows are sent
        "sources", // when a format came last
        "keys", // random
        "settings", // the place of the settings, and when they were read from it
    ];

    // When and how often something was told or listed: by the clock of whoever did it.
    private static readonly string[] OfTheTry = ["FirstTry", "NextTry", "SentAt", "LeaseUntil", "Tries", "LastError"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Fails with the lines that only one of the two has.</summary>
    public static void Same(string one, string other) => Assert.True(one == other, Differences(one, other));

    private static string Differences(string one, string other) =>
        string.Join('\n', [.. one.Split('\n').Except(other.Split('\n')).Select(l => "- " + l), .. other.Split('\n').Except(one.Split('\n')).Select(l => "+ " + l)]);

    /// <summary>As <see cref="Same"/>, for stores of which the text is too long: table by table, by hashes of the lines.</summary>
    /// <returns>How many different lines each of the two has.</returns>
    public static async Task<long> SameAsync(ITableStore one, ITableStore other)
    {
        long lines = 0;
        foreach (string table in (await TablesAsync(one)).Union(await TablesAsync(other)))
        {
            HashSet<UInt128> hashes = await HashesAsync(one, table);
            if (!hashes.SetEquals(await HashesAsync(other, table)))
            {
                Assert.Fail(Differences(Text(await LinesAsync(one, table).ToHashSetAsync()), Text(await LinesAsync(other, table).ToHashSetAsync())));
            }

            lines += hashes.Count;
        }

        return lines;
    }

    public static async Task<string> OfAsync(ITableStore store)
    {
        HashSet<string> lines = []; // two instances that write the same at once list it each, by their clocks
        foreach (string table in await TablesAsync(store))
        {
            lines.UnionWith(await LinesAsync(store, table).ToHashSetAsync());
        }

        return Text(lines);
    }

    private static string Text(HashSet<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    private static async Task<IEnumerable<string>> TablesAsync(ITableStore store) =>
        (await store.TablesAsync("", Cancel)).Where(t => !Tables.Any(left => t.StartsWith(left, StringComparison.Ordinal)));

    private static IAsyncEnumerable<string> LinesAsync(ITableStore store, string table) => store.RowsAsync(table, new KeyRange(null), Cancel).Select(row => Line(table, row));

    private static async Task<HashSet<UInt128>> HashesAsync(ITableStore store, string table) =>
        await LinesAsync(store, table).Select(line => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(line)))).ToHashSetAsync();

    private static string Line(string table, Row row)
    {
        // Notifications are listed by when they were written.
        string key = table.StartsWith("notifications", StringComparison.Ordinal) ? row.Key[row.Key.IndexOf(',', StringComparison.Ordinal)..] : row.Key;
        StringBuilder text = new($"{table} {row.Partition} {key}");
        foreach ((string name, object value) in row.Values.Where(v => !v.Key.StartsWith("Body", StringComparison.Ordinal) && !IsOfTheClock(table, row.Key, v.Key)).OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $" {name}={(value is byte[] bytes ? Printable(bytes) : value)}");
        }

        return text.Append(' ').Append(Body.Get(row) is { } body ? Written().Replace(Printable(body.ToArray()), "") : "").ToString();
    }

    private static bool IsOfTheClock(string table, string key, string name) =>
        OfTheTry.Contains(name) || (name == "At" && (table == "trouble" || table.StartsWith("runids", StringComparison.Ordinal) || key.StartsWith("told,", StringComparison.Ordinal)));

    private static string Printable(byte[] bytes) => bytes.Length > 0 && bytes[0] == '{' ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes);

    /// <summary>When a message was written.</summary>
    [GeneratedRegex("\"Created\":\"[^\"]+\",")]
    private static partial Regex Written();
}
