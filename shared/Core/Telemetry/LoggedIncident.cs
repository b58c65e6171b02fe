using Observability.Core.Incidents;

namespace Observability.Core.Telemetry;

/// <summary>An incident as it stood when the row was made.</summary>
/// <param name="Dashboard">Ends with a slash; null when there is no address.</param>
public sealed record LoggedIncident(DateTimeOffset At, Incident Incident, Uri? Dashboard)
{
    /// <summary>One row each time an incident changed; the newest row of a <c>Key</c> is how it stands.</summary>
    public static LogTable<LoggedIncident> Table { get; } = new(
        "ObsIncidents",
        "An incident each time it changed; of one Key the newest row holds.",
        new(LogColumn.Time, LogType.Time, "When the row was made.", i => i.At),
        new("Key", LogType.Text, "As everywhere in the product.", i => i.Incident.Id),
        new("Revision", LogType.Whole, "Grows with every change of the incident.", i => (long)i.Incident.Revision),
        new("Kind", LogType.Text, "For example run-failed or dataset-stale.", i => i.Incident.Kind),
        new("Severity", LogType.Text, "critical, warning or info.", i => LogText.Word(i.Incident.Severity)),
        new("State", LogType.Text, "open, acknowledged or resolved.", i => LogText.Word(i.Incident.State)),
        new("Subject", LogType.Text, "What it is about, with its kind: job:NAMESPACE/NAME.", i => LogText.Cut(i.Incident.Root.Text)),
        new("Summary", LogType.Text, "One line.", i => LogText.Cut(i.Incident.Title)),
        new("Team", LogType.Text, "Who looks after the subject.", i => LogText.Cut(i.Incident.Owner)),
        new("Opened", LogType.Time, "When it began.", i => i.Incident.Opened),
        new("Closed", LogType.Time, "When it was over; empty while it is not.", i => i.Incident.Closed),
        new("Members", LogType.Whole, "Subjects that it touches.", i => (long)i.Incident.Members.Count),
        new("Impacted", LogType.Whole, "Subjects downstream that may be hurt next.", i => (long)i.Incident.Impacted.Count),
        new("Notifications", LogType.Whole, "Messages written about it.", i => (long)i.Incident.Notifications),
        new("Link", LogType.Text, "Its page in the dashboard.", i => LogLinks.Incident(i.Dashboard, i.Incident.Id)));
}
