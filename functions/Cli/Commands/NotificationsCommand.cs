using System.CommandLine;
using Observability.Core.Notifications;

namespace Observability.Cli.Commands;

/// <summary><c>obs notifications</c></summary>
internal static class NotificationsCommand
{
    public static Command Create()
    {
        Option<int> days = Options.Count("--days", "How far back.", 7, most: 3660);
        Option<bool> dead = new("--dead") { Description = "Only messages that were given up." };
        Option<bool> pending = new("--pending") { Description = "Only messages that are still to be sent." };
        Command command = new("notifications", "Lists messages and what became of them, newest first.\n\nExample: obs notifications --dead") { days, dead, pending };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            ListNotifications list = session.Service.Notifications;
            IAsyncEnumerable<OutboxRow> rows = parsed.GetValue(dead) ? list.DeadAsync(cancel)
                : parsed.GetValue(pending) ? list.PendingAsync(cancel)
                : list.RecentAsync(parsed.GetValue(days), cancel);
            Listing.Write(
                session.Output,
                await rows.Take(500).ToListAsync(cancel),
                "No messages.",
                r => new { id = r.Notification.Id, receiver = r.Notification.Receiver, reason = r.Notification.Reason.ToString(), created = r.Notification.Created, incident = r.Notification.Incident?.Id, state = r.State.ToString(), tries = r.Tries, sent = r.SentAt, error = r.LastError },
                ("created", r => Listing.Time(r.Notification.Created)),
                ("receiver", r => r.Notification.Receiver),
                ("why", r => r.Notification.Reason.ToString()),
                ("about", r => r.Notification.Incident?.Title ?? r.Notification.Digest?.Title ?? "–"),
                ("state", r => r.State.ToString()),
                ("#tries", r => $"{r.Tries}"),
                ("error", r => r.LastError ?? "–"));
            return ExitCode.Done;
        });
        return command;
    }
}
