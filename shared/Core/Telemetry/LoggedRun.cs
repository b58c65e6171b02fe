using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Telemetry;

/// <summary>A run as it stood when the row was made.</summary>
/// <param name="Team">Who looks after its job; null when nobody is known.</param>
/// <param name="Dashboard">Ends with a slash; null when there is no address.</param>
public sealed record LoggedRun(DateTimeOffset At, RunSummary Run, string? Team, Uri? Dashboard)
{
    /// <summary>One row each time something new was heard of a run; the newest row of a <c>Key</c> is how it stands.</summary>
    public static LogTable<LoggedRun> Table { get; } = new(
        "ObsRuns",
        "A run each time something new was heard of it; of one Key the newest row holds.",
        new(LogColumn.Time, LogType.Time, "When the row was made.", r => r.At),
        new("Key", LogType.Text, "The same for every row of one run.", r => ContentHash.Of(r.Run.Job.Text, r.Run.RunId)),
        new("Job", LogType.Text, "NAMESPACE/NAME.", r => LogText.Cut(r.Run.Job.Name)),
        new("RunId", LogType.Text, "As the source calls it.", r => LogText.Cut(r.Run.RunId)),
        new("State", LogType.Text, "scheduled, running, succeeded, failed, aborted or unknown.", r => LogText.Word(r.Run.State)),
        new("Team", LogType.Text, "Who looks after the job.", r => LogText.Cut(r.Team)),
        new("Scheduled", LogType.Time, "When it was meant to start.", r => r.Run.Scheduled),
        new("Started", LogType.Time, "When it started, as far as is known.", r => r.Run.Started),
        new("Ended", LogType.Time, "When it ended; empty while it runs.", r => r.Run.Ended),
        new("DurationSeconds", LogType.Number, "From start to end; empty while it runs.", r => r.Run.Duration?.TotalSeconds),
        new("Attempt", LogType.Whole, "1 for the first try; empty when the source does not count.", r => r.Run.Attempt == 0 ? null : (long?)r.Run.Attempt),
        new("RowsWritten", LogType.Whole, "Rows that it wrote, where the source counts them.", r => r.Run.Rows),
        new("ParentRunId", LogType.Text, "The run that started it.", r => LogText.Cut(r.Run.ParentRunId)),
        new("Link", LogType.Text, "Its page in the dashboard.", r => LogLinks.Run(r.Dashboard, r.Run.Job, r.Run.RunId)));
}
