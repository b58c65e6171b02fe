using Observability.Core.Primitives;

namespace Observability.Core.Telemetry;

/// <summary>How the service itself stood when it looked: its row coming is the sign that due work is done at all.</summary>
/// <param name="DueWaiting">Pieces of work that were due; 1000 stands for more.</param>
/// <param name="DueOldest">How long the oldest of them had been due.</param>
/// <param name="MessagesDead">Given up since the beginning of the month before.</param>
/// <param name="Received">When a record that could be used came last; null: never.</param>
/// <param name="Rejected">When one that could not came last; null: never.</param>
/// <param name="RowsSent">Rows that Azure Monitor took since logs were first sent, this one not counted.</param>
/// <param name="RowsRefused">Rows that it never will take, likewise.</param>
/// <param name="Problem">Why the last try to send rows stopped; null when it did not.</param>
public sealed record LoggedTick(
    DateTimeOffset At,
    string Version,
    long DueWaiting,
    TimeSpan DueOldest,
    long IncidentsOpen,
    long IncidentsCritical,
    long JobsInTrouble,
    long DatasetsInTrouble,
    long MessagesWaiting,
    long MessagesDead,
    DateTimeOffset? Received,
    DateTimeOffset? Rejected,
    long RowsSent,
    long RowsRefused,
    string? Problem)
{
    /// <summary>One row every five minutes.</summary>
    public static LogTable<LoggedTick> Table { get; } = new(
        "ObsTicks",
        "How the service itself stood, every five minutes; where none comes, it does not work.",
        new(LogColumn.Time, LogType.Time, "When it looked.", t => t.At),
        new("Key", LogType.Text, "The same for every row of one look.", t => ContentHash.Of("tick", Storage.KeyTime.ForwardTime(t.At))),
        new("Version", LogType.Text, "Of the product.", t => t.Version),
        new("DueWaiting", LogType.Whole, "Pieces of work that were due; 1000 stands for more.", t => t.DueWaiting),
        new("DueOldestSeconds", LogType.Number, "How long the oldest of them had been due.", t => t.DueOldest.TotalSeconds),
        new("IncidentsOpen", LogType.Whole, "Open or acknowledged.", t => t.IncidentsOpen),
        new("IncidentsCritical", LogType.Whole, "Of them, critical ones.", t => t.IncidentsCritical),
        new("JobsInTrouble", LogType.Whole, "Jobs that are late, failing or unusual.", t => t.JobsInTrouble),
        new("DatasetsInTrouble", LogType.Whole, "Datasets that are late or unusual.", t => t.DatasetsInTrouble),
        new("MessagesWaiting", LogType.Whole, "Messages still to be delivered.", t => t.MessagesWaiting),
        new("MessagesDead", LogType.Whole, "Messages given up, since the beginning of the month before.", t => t.MessagesDead),
        new("Received", LogType.Time, "When a record that could be used came last.", t => t.Received),
        new("Rejected", LogType.Time, "When a record that could not be used came last.", t => t.Rejected),
        new("RowsSent", LogType.Whole, "Rows of these tables that were taken so far.", t => t.RowsSent),
        new("RowsRefused", LogType.Whole, "Rows of these tables that never will be taken.", t => t.RowsRefused),
        new("Problem", LogType.Text, "Why the last try to send rows stopped; empty when it did not.", t => LogText.Cut(t.Problem)));
}
