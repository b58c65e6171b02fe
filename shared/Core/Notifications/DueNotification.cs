using System.Globalization;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>A row that says: at this time there is something to deliver. Harmless when what it points to was never written.</summary>
/// <param name="Table">Of the outbox row.</param>
/// <param name="Armed">When the outbox row was about to be written.</param>
internal sealed record DueNotification(
    DateTimeOffset At, string Id, string Table, string Partition, string Key, string Receiver, int Revision, DateTimeOffset Armed)
{
    public const string TableName = "due";

    /// <summary>Few: every sweep reads each. The messages of one incident share a shard.</summary>
    public const int Shards = 4;

    public static IEnumerable<string> AllShards => Enumerable.Range(0, Shards).Select(ShardName);

    public string Shard => ShardOf(Table, Partition);

    public string RowKey => KeyCodec.Join(KeyTime.ForwardTime(At), Id);

    public static string ShardOf(string table, string partition) =>
        ShardName((int)(Primitives.ContentHash.Of64(System.Text.Encoding.UTF8.GetBytes($"{table}/{partition}")) % Shards));

    /// <summary>Rows of a shard that are due.</summary>
    public static KeyRange Until(string shard, DateTimeOffset now) => new(shard, null, KeyTime.ForwardTime(now) + "\u007f");

    public Write ToWrite() => new Write.Put(RowKey, new Dictionary<string, object>
    {
        ["Id"] = Id,
        ["Table"] = Table,
        ["Partition"] = Partition,
        ["Key"] = Key,
        ["Receiver"] = Receiver,
        ["Revision"] = (long)Revision,
        ["Armed"] = Armed,
    });

    public static DueNotification Read(Row row) => new(
        KeyTime.FromForward(row.Key[..row.Key.IndexOf(KeyCodec.Separator, StringComparison.Ordinal)]),
        (string)row.Values["Id"],
        (string)row.Values["Table"],
        (string)row.Values["Partition"],
        (string)row.Values["Key"],
        (string)row.Values["Receiver"],
        (int)(long)row.Values["Revision"],
        (DateTimeOffset)row.Values["Armed"]);

    private static string ShardName(int shard) => string.Create(CultureInfo.InvariantCulture, $"notify-{shard}");
}
