using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Web.Metrics;

namespace Observability.Web.Api;

/// <summary>Every address of the API, one line each.</summary>
internal static class ApiRoutes
{
    public static void Map(WebApplication app)
    {
        RouteGroupBuilder api = app.MapGroup("/api/v1");
        api.MapPost("/lineage", ReceiveLineage.OneAsync).Says<KeptView>("Send one OpenLineage event", StatusCodes.Status201Created);
        api.MapPost("/lineage/batch", ReceiveLineage.BatchAsync).Says<BatchView>("Send a list of OpenLineage events");
        api.MapPost("/ingest/{format}", ReceiveInput.RunAsync).Says<IngestedView>("Send a file of any format that is read; auto finds out which");
        api.MapGet("/incidents", ListedIncidents.RunAsync).Says<PageView<IncidentView>>("Incidents, newest first. Filters: state, severity, kind, owner, subject, from, to; take, after");
        api.MapGet("/incidents/{id}", ListedIncidents.OneAsync).Says<IncidentView>("One incident");
        api.MapGet("/runs", ListedRuns.RunAsync).Says<PageView<RunView>>("Runs, newest first. Filters: job, state, from, to; take, after");
        api.MapGet("/jobs", ListedJobs.RunAsync).Says<PageView<JobView>>("Jobs by name. Filters: text, owner, state; take, after");
        api.MapGet("/datasets", ListedJobs.DatasetsAsync).Says<PageView<DatasetView>>("Datasets by name. Filters: text, owner, late=true; take, after");
        api.MapGet("/lineage", Looked.LineageAsync).Says<LineageView>("What feeds a subject and what it feeds. Parameter: subject");
        api.MapGet("/series", Looked.SeriesAsync).Says<SeriesView>("Points of a series with what was expected. Parameters: subject, measure, from, to");
        api.MapGet("/costs", Looked.CostsAsync).Says<PageView<CostView>>("Cost by day. Parameters: by (FOCUS columns), from, to; take, after");
        foreach (ActKind kind in Enum.GetValues<ActKind>())
        {
            api.MapPost(
                $"/incidents/{{id}}/{kind.ToString().ToLowerInvariant()}",
                (string id, HttpRequest request, Service service, WebOptions options, CancellationToken cancel) => ActOnIncidentHere.RunAsync(id, kind, request, service, options, cancel))
                .Accepts<ActBody>(isOptional: true, "application/json", "application/x-www-form-urlencoded")
                .Says<IncidentView>($"{kind} an incident");
        }

        app.MapGet("/health/live", Health.Live).Says<HealthView>("Whether the process answers");
        app.MapGet("/health/ready", Health.ReadyAsync).Says<HealthView>("Whether it can do its work");
        app.MapGet("/metrics", ServiceMetrics.RunAsync).WithSummary("Prometheus text").Produces(StatusCodes.Status200OK, contentType: "text/plain");
        app.MapOpenApi("/openapi.json");
    }

    private static void Says<T>(this RouteHandlerBuilder route, string summary, int status = StatusCodes.Status200OK) =>
        route.WithSummary(summary).Produces<T>(status).Produces<ProblemDocument>(StatusCodes.Status400BadRequest, Problems.ContentType);
}
