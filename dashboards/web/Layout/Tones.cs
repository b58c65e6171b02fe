using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Web.Layout;

/// <summary>Which tone and word a state has, everywhere the same.</summary>
internal static class Tones
{
    public static (string Tone, string Word) Of(Severity severity) => severity switch
    {
        Severity.Critical => ("critical", "Critical"),
        Severity.Warning => ("warning", "Warning"),
        _ => ("info", "Info"),
    };

    public static (string Tone, string Word) Of(IncidentState state) => state switch
    {
        IncidentState.Open => ("quiet", "Open"),
        IncidentState.Acknowledged => ("busy", "Acknowledged"),
        _ => ("good", "Resolved"),
    };

    public static (string Tone, string Word) Of(RunState state) => state switch
    {
        RunState.Succeeded => ("good", "Succeeded"),
        RunState.Failed => ("critical", "Failed"),
        RunState.Running => ("busy", "Running"),
        RunState.Aborted => ("quiet", "Aborted"),
        RunState.Scheduled => ("quiet", "Scheduled"),
        _ => ("quiet", "Unknown"),
    };

    public static (string Tone, string Word) Of(OutboxState state) => state switch
    {
        OutboxState.Sent => ("good", "Sent"),
        OutboxState.Accepted => ("good", "Accepted"),
        OutboxState.Pending => ("busy", "Waiting"),
        OutboxState.Dead => ("critical", "Given up"),
        _ => ("quiet", "Superseded"),
    };

    public static (string Tone, string Word) Of(RecommendationStatus status) => status switch
    {
        RecommendationStatus.Open => ("info", "Open"),
        RecommendationStatus.Done => ("good", "Done"),
        _ => ("quiet", "Dismissed"),
    };
}
