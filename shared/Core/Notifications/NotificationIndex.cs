using System.Globalization;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>Where an outbox row is.</summary>
internal sealed record OutboxAddress(string Table, string Partition, string Key, string Id);

/// <summary>Messages by time, newest first: a partition a day in a table a month, and one for those given up. Written before the fact, ignored when it is missing.</summary>
internal static class NotificationIndex
{
    public const string Dead = "dead";
    private const string Prefix = "notifications";

    public static string Table(DateTimeOffset time) => Prefix + time.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static Task AddAsync(ITableStore store, DateTimeOffset created, IReadOnlyList<OutboxAddress> rows, CancellationToken cancel) =>
        WriteAsync(store, created, Day(created), rows, cancel);

    public static Task AddDeadAsync(ITableStore store, DateTimeOffset at, OutboxAddress row, CancellationToken cancel) =>
        WriteAsync(store, at, Dead, [row], cancel);

    public static OutboxAddress Read(Row row) => new(
        (string)row.Values["Table"], (string)row.Values["Partition"], (string)row.Values["Key"], (string)row.Values["Id"]);

    private static async Task WriteAsync(
        ITableStore store, DateTimeOffset time, string partition, IReadOnlyList<OutboxAddress> rows, CancellationToken cancel)
    {
        IEnumerable<Write> writes = rows.Select(row => new Write.Put(KeyCodec.Join(KeyTime.ReverseTime(time), row.Id), new Dictionary<string, object>
        {
            ["Table"] = row.Table,
            ["Partition"] = row.Partition,
            ["Key"] = row.Key,
            ["Id"] = row.Id,
        }));
        foreach (IReadOnlyList<Write> batch in Batches.Of(partition, writes))
        {
            await store.WriteAsync(Table(time), partition, batch, cancel).ConfigureAwait(false);
        }
    }
}
