using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.OpenLineage;

/// <summary>What run facets say about a run. A facet that is not as specified counts as absent, and costs nothing else.</summary>
/// <remarks>
/// The scheduled time is the time at which the schedule starts the run: for Airflow the end of its data interval (facet
/// <c>airflowDagRun</c> or <c>airflow</c>, else <c>nominalEndTime</c>, which Airflow sets to the same), since Airflow starts a run when its
/// interval is over; for every other sender <c>nominalStartTime</c>.
/// </remarks>
internal static class RunFacets
{
    public static RunFact Apply(JsonElement facets, RunFact run)
    {
        if (facets.ValueKind == JsonValueKind.Undefined)
        {
            return run;
        }

        JsonElement task = facets.Facet("airflow");
        JsonElement dagRun = facets.Facet("airflowDagRun").Object("dagRun") is { ValueKind: JsonValueKind.Object } dag ? dag : task.Object("dagRun");
        long? attempt = task.Object("taskInstance").Count("try_number") ?? Tag(facets, "attempt").Count();
        RunCause cause = Cause(dagRun.Text("run_type"));
        return run with
        {
            Scheduled = Scheduled(facets, task, dagRun),
            Cause = cause == RunCause.Unknown && attempt > 1 ? RunCause.Retry : cause,
            Attempt = attempt is >= 1 and <= int.MaxValue ? (int)attempt : null,
            Parent = Parent(facets.Facet("parent")),
            Error = facets.Facet("errorMessage").Text("message") is string message ? Redaction.Of(message) : null,
            Link = Link(task.Object("taskInstance").Text("log_url")) ?? Link(Tag(facets, "link")) ?? Link(facets.Facet("externalQuery").Text("source")),
        };
    }

    private static DateTimeOffset? Scheduled(JsonElement facets, JsonElement task, JsonElement dagRun)
    {
        JsonElement nominal = facets.Facet("nominalTime");
        bool airflow = dagRun.ValueKind == JsonValueKind.Object || task.ValueKind == JsonValueKind.Object || facets.Facet("airflowState").ValueKind == JsonValueKind.Object ||
            string.Equals(facets.Facet("processing_engine").Text("name"), "Airflow", StringComparison.OrdinalIgnoreCase);
        return dagRun.Time("data_interval_end") ?? (airflow ? nominal.Time("nominalEndTime") : null) ?? nominal.Time("nominalStartTime");
    }

    private static RunCause Cause(string? runType) => runType switch
    {
        "scheduled" => RunCause.Scheduled,
        "manual" or "asset_materialization" => RunCause.Manual,
        "backfill" or "backfill_job" => RunCause.Backfill,
        "dataset_triggered" or "asset_triggered" => RunCause.Triggered,
        _ => RunCause.Unknown,
    };

    private static RunRef? Parent(JsonElement parent) =>
        parent.Object("run").Text("runId") is string runId && parent.Object("job").Text("name") is string name &&
        runId.Length <= Limits.NameLength && name.Length <= Limits.NameLength
            ? new(Subject.Job(parent.Object("job").Text("namespace") ?? "", name), runId)
            : null;

    private static string? Tag(JsonElement facets, string key) =>
        JobFacets.TagsOf(facets).Where(tag => tag.Key == key).Select(tag => tag.Value).FirstOrDefault();

    private static long? Count(this string? text) =>
        long.TryParse(text, System.Globalization.NumberStyles.None, null, out long number) ? number : null;

    private static string? Link(string? text) =>
        text is { Length: <= Limits.NameLength } && Uri.TryCreate(text, UriKind.Absolute, out Uri? link) && link.Scheme == Uri.UriSchemeHttps ? text : null;
}
