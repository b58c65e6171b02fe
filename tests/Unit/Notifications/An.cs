using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Primitives;

namespace Observability.Unit.Notifications;

/// <summary>Valid things; a test changes what it is about.</summary>
internal static class An
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    public static Incident Incident(string id = "inc1", int revision = 1, params string[] broken) => new()
    {
        Id = id,
        Kind = IncidentKind.RunFailed,
        Severity = Severity.Warning,
        Root = Subject.Job("sales", "load_orders"),
        Title = "load_orders failed",
        Opened = Morning,
        Owner = "sales",
        Revision = revision,
        Members = [.. broken.Select(name => new Member(Subject.Job("sales", name), IncidentKind.RunFailed, $"{name} failed", Morning))],
        Evidence = new() { Why = "the run ended with an error" },
    };

    public static Notification Notification(string receiver = "a", int revision = 1, string about = "inc1", DateTimeOffset? created = null) => new()
    {
        Id = DeliveryId.Of(about, revision, receiver),
        Receiver = receiver,
        Reason = NotificationReason.Opened,
        Created = created ?? Morning,
        Revision = revision,
        Incident = Incident(about, revision),
    };
}
