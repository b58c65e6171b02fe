using Observability.Core.Notifications;

namespace Observability.Web.Notifications;

/// <param name="Pending">Still to be sent.</param>
/// <param name="Dead">Given up.</param>
/// <param name="Recent">All of the last days, newest first.</param>
/// <param name="Silences">Times in which nobody is told, that are not over.</param>
public sealed record NotificationsView(IReadOnlyList<OutboxRow> Pending, IReadOnlyList<OutboxRow> Dead, IReadOnlyList<OutboxRow> Recent, IReadOnlyList<Silence> Silences);
