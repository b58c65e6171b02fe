using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Notifications;
using Observability.Core.Storage;

namespace Observability.Web.Metrics;

/// <summary>GET /metrics: what came in, what waits, what is open, what was sent, and what the process uses.</summary>
internal static class ServiceMetrics
{
    private const int MostDue = 1000;
    private const int MostMessages = 2000;

    public static async Task<IResult> RunAsync(Service service, CancellationToken cancel)
    {
        DateTimeOffset now = service.Time.GetUtcNow();
        PrometheusText text = new();
        text.Metric("obs_ingested_records_total", "counter", "Records since the process began, by format and what became of them.", Ingested(service.Keep.Totals));
        IReadOnlyList<Due> due = await service.DueRows.AtAsync(now, MostDue / 4, cancel).ConfigureAwait(false);
        text.Metric("obs_due_work", "gauge", "Pieces of work that are due now; 1000 stands for more.", ("", due.Count));
        text.Metric("obs_due_work_oldest_seconds", "gauge", "How long the oldest of them has been due.", ("", due.Count == 0 ? 0 : Math.Max(0, (now - due[0].At).TotalSeconds)));
        IReadOnlyList<IncidentSummary> open = await service.IncidentLists.OpenAsync(cancel).ConfigureAwait(false);
        text.Metric("obs_open_incidents", "gauge", "Open incidents by kind and severity.", open
            .GroupBy(i => (i.Kind, i.Severity)).OrderBy(g => g.Key.Kind, StringComparer.Ordinal)
            .Select(g => (PrometheusText.Labels(("kind", g.Key.Kind), ("severity", g.Key.Severity.ToString().ToLowerInvariant())), (double)g.Count())));
        text.Metric("obs_notifications_today", "gauge", "Messages written since yesterday 00:00 UTC, by where they are.", await MessagesAsync(service, cancel).ConfigureAwait(false));
        Process(text);
        return TypedResults.Text(text.ToString(), PrometheusText.ContentType);
    }

    private static IEnumerable<(string, double)> Ingested(IngestTotals totals) => totals.All().SelectMany(f => new (string, double)[]
    {
        (PrometheusText.Labels(("format", f.Format), ("outcome", "accepted")), f.Kept.Accepted),
        (PrometheusText.Labels(("format", f.Format), ("outcome", "duplicate")), f.Kept.Duplicate),
        (PrometheusText.Labels(("format", f.Format), ("outcome", "rejected")), f.Kept.Rejected),
        (PrometheusText.Labels(("format", f.Format), ("outcome", "ignored")), f.Kept.Ignored),
    });

    private static async Task<IEnumerable<(string, double)>> MessagesAsync(Service service, CancellationToken cancel)
    {
        Dictionary<OutboxState, int> states = Enum.GetValues<OutboxState>().ToDictionary(s => s, _ => 0);
        int seen = 0;
        await foreach (OutboxRow row in service.Notifications.RecentAsync(2, cancel).ConfigureAwait(false))
        {
            states[row.State]++;
            if (++seen == MostMessages)
            {
                break;
            }
        }

        return states.Select(s => (PrometheusText.Labels(("state", s.Key.ToString().ToLowerInvariant())), (double)s.Value));
    }

    private static void Process(PrometheusText text)
    {
        using Process process = System.Diagnostics.Process.GetCurrentProcess();
        string version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";
        text.Metric("obs_build_info", "gauge", "1, with the version as a label.", (PrometheusText.Labels(("version", version)), 1));
        text.Metric("process_cpu_seconds_total", "counter", "CPU time used.", ("", process.TotalProcessorTime.TotalSeconds));
        text.Metric("process_resident_memory_bytes", "gauge", "Memory in use.", ("", process.WorkingSet64));
        text.Metric("process_threads", "gauge", "Threads.", ("", process.Threads.Count));
        text.Metric("process_start_time_seconds", "gauge", "When the process began, in seconds since 1970.", ("", new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds()));
        text.Metric("dotnet_gc_heap_bytes", "gauge", "Bytes on the managed heap.", ("", GC.GetTotalMemory(false)));
    }
}
