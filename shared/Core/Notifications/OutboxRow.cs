using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>Where a message is on its way.</summary>
public enum OutboxState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Pending,

    /// <summary>The receiver has it.</summary>
    Sent,

    /// <summary>The receiver took it, and may still lose it.</summary>
    Accepted,

    /// <summary>Given up or refused.</summary>
    Dead,

    /// <summary>A newer message about the same made it superfluous.</summary>
    Superseded,
}

/// <summary>One message and what became of it: the row beside its incident.</summary>
/// <param name="LeaseUntil">Until then, somebody is sending it; null: nobody.</param>
/// <param name="FirstTry">When it was first tried; giving up counts from here, so that an outage of ours loses nothing.</param>
/// <param name="NextTry">Not before; null: at once.</param>
public sealed record OutboxRow(
    Notification Notification, OutboxState State, int Tries, DateTimeOffset? LeaseUntil, DateTimeOffset? FirstTry, DateTimeOffset? NextTry,
    DateTimeOffset? SentAt, string? LastError)
{
    private const string Prefix = "outbox";

    public static OutboxRow New(Notification notification) => new(notification, OutboxState.Pending, 0, null, null, null, null, null);

    public static string KeyOf(Notification notification) => KeyCodec.Join(Prefix, notification.Receiver, notification.Revision.ToString("D9"));

    /// <summary>All messages about one thing, by receiver, then oldest first.</summary>
    public static KeyRange All(string partition) => KeyRange.Prefix(partition, Prefix + KeyCodec.Separator);

    /// <summary>All messages about one thing to one receiver, oldest first.</summary>
    public static KeyRange To(string partition, string receiver) => KeyRange.Prefix(partition, KeyCodec.Join(Prefix, receiver) + KeyCodec.Separator);

    public Dictionary<string, object> Values()
    {
        Dictionary<string, object> values = new()
        {
            ["Id"] = Notification.Id,
            ["State"] = State.ToString(),
            ["Tries"] = (long)Tries,
        };
        Body.Put(values, NotificationJson.Write(Notification));
        Set(values, "LeaseUntil", LeaseUntil);
        Set(values, "FirstTry", FirstTry);
        Set(values, "NextTry", NextTry);
        Set(values, "SentAt", SentAt);
        Set(values, "LastError", LastError);
        return values;
    }

    /// <exception cref="InvalidDataException">Not what <see cref="Values"/> gave.</exception>
    public static OutboxRow Read(Row row) => new(
        NotificationJson.Read((Body.Get(row) ?? throw new InvalidDataException($"{row.Partition}/{row.Key}: has no body")).Span),
        Enum.Parse<OutboxState>((string)row.Values["State"]),
        (int)(long)row.Values["Tries"],
        Time(row, "LeaseUntil"),
        Time(row, "FirstTry"),
        Time(row, "NextTry"),
        Time(row, "SentAt"),
        (string?)row.Values.GetValueOrDefault("LastError"));

    private static DateTimeOffset? Time(Row row, string name) => (DateTimeOffset?)row.Values.GetValueOrDefault(name);

    private static void Set(Dictionary<string, object> values, string name, object? value)
    {
        if (value is not null)
        {
            values[name] = value;
        }
    }
}
