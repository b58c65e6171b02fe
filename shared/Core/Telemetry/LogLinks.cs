using Observability.Core.Primitives;

namespace Observability.Core.Telemetry;

/// <summary>Addresses of pages of the dashboard, for readers of log tables.</summary>
internal static class LogLinks
{
    public static string? Run(Uri? dashboard, Subject job, string runId) =>
        At(dashboard, $"runs/{Uri.EscapeDataString(runId)}?job={Uri.EscapeDataString(job.Name)}");

    public static string? Incident(Uri? dashboard, string id) => At(dashboard, "incidents/" + Uri.EscapeDataString(id));

    /// <summary>The page about a dataset.</summary>
    public static string? Of(Uri? dashboard, Subject dataset) => At(dashboard, "datasets/" + Uri.EscapeDataString(dataset.Name));

    // Joined as text: a path of dots only would climb out of the page's folder when resolved, wherever the name came from.
    private static string? At(Uri? dashboard, string path) => dashboard is null ? null : dashboard.AbsoluteUri + path;
}
