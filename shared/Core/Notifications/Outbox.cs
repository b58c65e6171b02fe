using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>
/// Messages are rows in the partition of what they are about, written in the same batch as the change that caused them:
/// first <see cref="ArmAsync"/>, then the batch with <see cref="Writes"/> in it. A batch that fails leaves nothing that would be sent.
/// </summary>
public static class Outbox
{
    /// <summary>One row a message; a conflict when it is there already.</summary>
    public static IReadOnlyList<Write> Writes(IEnumerable<Notification> notifications) =>
        [.. notifications.Select(n => new Write.Insert(OutboxRow.KeyOf(n), OutboxRow.New(n).Values()))];

    /// <summary>Due rows and index rows of messages that are about to be written.</summary>
    /// <param name="table">Of the batch that follows.</param>
    /// <param name="partition">Of the batch that follows.</param>
    public static async Task ArmAsync(
        ITableStore store, string table, string partition, IReadOnlyList<Notification> notifications, CancellationToken cancel)
    {
        foreach (IGrouping<DateTimeOffset, Notification> same in notifications.GroupBy(n => n.Created))
        {
            await NotificationIndex.AddAsync(store, same.Key, [.. same.Select(n => new OutboxAddress(table, partition, OutboxRow.KeyOf(n), n.Id))], cancel).ConfigureAwait(false);
        }

        IEnumerable<Write> due = notifications.Select(n =>
            new DueNotification(n.Created, n.Id, table, partition, OutboxRow.KeyOf(n), n.Receiver, n.Revision, n.Created).ToWrite());
        string shard = DueNotification.ShardOf(table, partition);
        foreach (IReadOnlyList<Write> batch in Batches.Of(shard, due))
        {
            await store.WriteAsync(DueNotification.TableName, shard, batch, cancel).ConfigureAwait(false);
        }
    }
}
