using Observability.Core;
using Observability.Core.Notifications;

namespace Observability.Web.Notifications;

/// <summary>Reads what was sent in the last week, what waits and what was given up: 14 ranges.</summary>
internal static class ReadNotifications
{
    private const int Days = 7;
    private const int Most = 100;

    public static async Task<NotificationsView> RunAsync(Service service, CancellationToken cancel) => new(
        await TakeAsync(service.Notifications.PendingAsync(cancel)).ConfigureAwait(false),
        await TakeAsync(service.Notifications.DeadAsync(cancel)).ConfigureAwait(false),
        await TakeAsync(service.Notifications.RecentAsync(Days, cancel)).ConfigureAwait(false),
        await service.ListSilences.RunAsync(cancel).ConfigureAwait(false));

    private static async Task<IReadOnlyList<OutboxRow>> TakeAsync(IAsyncEnumerable<OutboxRow> rows)
    {
        List<OutboxRow> taken = [];
        await foreach (OutboxRow row in rows.ConfigureAwait(false))
        {
            taken.Add(row);
            if (taken.Count == Most)
            {
                break;
            }
        }

        return taken;
    }
}
