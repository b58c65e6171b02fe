using System.Runtime.CompilerServices;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>What was sent, what is under way and what was given up.</summary>
public sealed class ListNotifications(ITableStore store, TimeProvider time)
{
    /// <summary>Messages of the last days, newest first.</summary>
    /// <param name="days">How far back, today included.</param>
    public async IAsyncEnumerable<OutboxRow> RecentAsync(int days, [EnumeratorCancellation] CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        HashSet<string> seen = []; // instances that open the same incident at once list its message each
        for (int back = 0; back < days; back++)
        {
            DateTimeOffset day = now.AddDays(-back);
            await foreach (OutboxRow row in ReadAsync(NotificationIndex.Table(day), new KeyRange(NotificationIndex.Day(day)), cancel).ConfigureAwait(false))
            {
                if (seen.Add(row.Notification.Id))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>Messages given up in this month and the one before, newest first.</summary>
    public async IAsyncEnumerable<OutboxRow> DeadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        string[] tables = [NotificationIndex.Table(now), NotificationIndex.Table(now.AddDays(-now.Day))];
        foreach (string table in tables)
        {
            await foreach (OutboxRow row in ReadAsync(table, new KeyRange(NotificationIndex.Dead), cancel).ConfigureAwait(false))
            {
                if (row.State == OutboxState.Dead)
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>Messages that are still to be sent, by shard and time of the next try.</summary>
    public async IAsyncEnumerable<OutboxRow> PendingAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        HashSet<string> seen = [];
        foreach (string shard in DueNotification.AllShards)
        {
            await foreach (OutboxRow row in ReadAsync(DueNotification.TableName, new KeyRange(shard), cancel).ConfigureAwait(false))
            {
                if (row.State == OutboxState.Pending && seen.Add(row.Notification.Id))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>Every message about one incident, by receiver, then oldest first.</summary>
    public async Task<IReadOnlyList<OutboxRow>> OfIncidentAsync(string id, CancellationToken cancel)
    {
        List<OutboxRow> messages = [];
        await foreach (Row row in store.RowsAsync(Incidents.IncidentStore.TableOf(id), OutboxRow.All(Incidents.IncidentStore.PartitionOf(id)), cancel).ConfigureAwait(false))
        {
            messages.Add(OutboxRow.Read(row));
        }

        return messages;
    }

    private async IAsyncEnumerable<OutboxRow> ReadAsync(string table, KeyRange range, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (Row index in store.RowsAsync(table, range, cancel).ConfigureAwait(false))
        {
            OutboxAddress at = NotificationIndex.Read(index);
            if (await store.GetAsync(at.Table, at.Partition, at.Key, cancel).ConfigureAwait(false) is { } row)
            {
                yield return OutboxRow.Read(row);
            }
        }
    }
}
