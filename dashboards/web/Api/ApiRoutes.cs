using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Recommendations;
using Observability.Core.Slos;
using Observability.Web.Metrics;
using Observability.Web.Reports;

namespace Observability.Web.Api;

/// <summary>Every address of the API, one line each.</summary>
internal static class ApiRoutes
{
    private const string Json = "application/json";

    public static void Map(WebApplication app)
    {
        RouteGroupBuilder api = app.MapGroup("/api/v1");
        MapInput(api);
        MapLists(api);
        MapActs(api);
        app.MapGet("/health/live", Health.Live).Says<HealthView>("Whether the process answers");
        app.MapGet("/health/ready", Health.ReadyAsync).Says<HealthView>("Whether it can do its work; 503 when not").Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/metrics", ServiceMetrics.RunAsync).Is("Prometheus text").Produces(StatusCodes.Status200OK, contentType: "text/plain");
        app.MapOpenApi("/openapi.json");
    }

    private static void MapInput(RouteGroupBuilder api)
    {
        api.MapPost("/lineage", ReceiveLineage.OneAsync).Accepts<JsonObject>(Json)
            .Says<KeptView>(StatusCodes.Status201Created, "Send one OpenLineage event").ProducesProblems(StatusCodes.Status413PayloadTooLarge);
        api.MapPost("/lineage/batch", ReceiveLineage.BatchAsync).Accepts<JsonArray>(Json)
            .Says<BatchView>("Send a list of OpenLineage events").ProducesProblems(StatusCodes.Status413PayloadTooLarge);
        api.MapPost("/ingest/{format}", ReceiveInput.RunAsync)
            .Says<IngestedView>("Send a file of any format that is read; auto finds out which")
            .ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);
    }

    private static void MapLists(RouteGroupBuilder api)
    {
        api.MapGet("/incidents", ListedIncidents.RunAsync).Says<PageView<IncidentView>>("Incidents, newest first", "state", "severity", "kind", "owner", "subject", "from", "to", "take", "after");
        api.MapGet("/incidents/{id}", ListedIncidents.OneAsync).Says<IncidentView>("One incident").ProducesProblems(StatusCodes.Status404NotFound);
        api.MapGet("/runs", ListedRuns.RunAsync).Says<PageView<RunView>>("Runs, newest first", "job", "state", "from", "to", "take", "after");
        api.MapGet("/jobs", ListedJobs.RunAsync).Says<PageView<JobView>>("Jobs by name", "text", "owner", "state", "take", "after");
        api.MapGet("/datasets", ListedJobs.DatasetsAsync).Says<PageView<DatasetView>>("Datasets by name", "text", "owner", "late", "take", "after");
        api.MapGet("/lineage", Looked.LineageAsync).Says<LineageView>("What feeds a subject and what it feeds", "subject");
        api.MapGet("/series", Looked.SeriesAsync).Says<SeriesView>("Points of a series with what was expected", "subject", "measure", "from", "to");
        api.MapGet("/costs", Looked.CostsAsync).Says<PageView<CostView>>("Cost by day", "by", "from", "to", "take", "after");
        api.MapGet("/recommendations", ListedRecommendations.RunAsync).Says<PageView<Recommendation>>("What to change to pay less, the largest amount first", "status", "rule", "owner", "currency", "take", "after");
        api.MapGet("/slo", ListedRecommendations.SlosAsync).Says<PageView<SloStanding>>("How the objectives of the settings stand");
        api.MapGet("/reports/{week}", ReportFiles.WeekAsync).Is("The report of a week, for example 2026-W47, as a page").Produces(StatusCodes.Status200OK, contentType: "text/html").ProducesProblems(StatusCodes.Status404NotFound);
    }

    private static void MapActs(RouteGroupBuilder api)
    {
        foreach (ActKind kind in Enum.GetValues<ActKind>())
        {
            api.MapPost(
                $"/incidents/{{id}}/{kind.ToString().ToLowerInvariant()}",
                (string id, HttpRequest request, Service service, WebOptions options, CancellationToken cancel) => ActOnIncidentHere.RunAsync(id, kind, request, service, options, cancel))
                .Accepts<ActBody>(isOptional: true, Json, "application/x-www-form-urlencoded")
                .Says<IncidentView>($"{kind} an incident").ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        }

        api.MapGet("/silences", Silencing.ListAsync).Says<PageView<SilenceView>>("Times in which nobody is told, that are not over");
        api.MapPost("/silences", Silencing.AddAsync).Accepts<SilenceBody>(Json).Says<SilenceView>(StatusCodes.Status201Created, "Add such a time; the same again is the same one");
        api.MapDelete("/silences/{id}", Silencing.EndAsync).Is("End one now").Produces(StatusCodes.Status204NoContent).ProducesProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }
}
