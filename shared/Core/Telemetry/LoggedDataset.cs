using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Telemetry;

/// <summary>How fresh a dataset was at one of the times at which all are looked at.</summary>
/// <param name="At">The time that it stands for; the same for all datasets of one look.</param>
/// <param name="Team">Who looks after it; null when nobody is known.</param>
/// <param name="Dashboard">Ends with a slash; null when there is no address.</param>
public sealed record LoggedDataset(DateTimeOffset At, Outlook Outlook, string? Team, Uri? Dashboard)
{
    /// <summary>One row a dataset and look.</summary>
    public static LogTable<LoggedDataset> Table { get; } = new(
        "ObsDatasets",
        "How fresh a dataset was, each time all were looked at; a look that was sent twice has the same Key.",
        new(LogColumn.Time, LogType.Time, "The time that the row stands for.", d => d.At),
        new("Key", LogType.Text, "The same for every row of one dataset and time.", d => ContentHash.Of(d.Outlook.Subject.Text, KeyOf(d.At))),
        new("Dataset", LogType.Text, "NAMESPACE/NAME.", d => LogText.Cut(d.Outlook.Subject.Name)),
        new("State", LogType.Text, "late, fresh, or unknown while its rhythm is not learned.", d => d.State),
        new("Team", LogType.Text, "Who looks after it.", d => LogText.Cut(d.Team)),
        new("Updated", LogType.Time, "When data came last.", d => d.Outlook.Last),
        new("Expected", LogType.Time, "When the next is most likely to come.", d => d.Outlook.Expected),
        new("Deadline", LogType.Time, "From then on silence is unusual.", d => d.Outlook.Deadline),
        new("LateSince", LogType.Time, "Since when it is late; empty while it is not.", d => d.Outlook.LateSince),
        new("LateSeconds", LogType.Number, "For how long it is late; empty while it is not.", d => d.Outlook.LateSince is { } since ? Math.Max(0, (d.At - since).TotalSeconds) : null),
        new("Link", LogType.Text, "Its page in the dashboard.", d => LogLinks.Of(d.Dashboard, d.Outlook.Subject)));

    private string State => Outlook switch
    {
        { LateSince: not null } => "late",
        { Deadline: not null } => "fresh",
        _ => "unknown",
    };

    private static string KeyOf(DateTimeOffset time) => Storage.KeyTime.ForwardTime(time);
}
