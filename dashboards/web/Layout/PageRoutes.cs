using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Observability.Core;
using Observability.Core.Primitives;
using Observability.Web.Access;
using Observability.Web.Acting;
using Observability.Web.Backtests;
using Observability.Web.Cost;
using Observability.Web.Freshness;
using Observability.Web.Incidents;
using Observability.Web.Lineage;
using Observability.Web.Notifications;
using Observability.Web.Overview;
using Observability.Web.Pipelines;
using Observability.Web.Recommendations;
using Observability.Web.Reports;
using Observability.Web.Slos;
using Observability.Web.Sources;

namespace Observability.Web.Layout;

/// <summary>Every page, one line each: what it reads, and the component that shows it.</summary>
internal static class PageRoutes
{
    public static void Map(WebApplication app)
    {
        RouteGroupBuilder pages = app.MapGroup("");
        pages.ExcludeFromDescription();
        pages.MapGet("/", async (Service service, CancellationToken cancel) =>
            Page<OverviewPage, OverviewView>(await ReadOverview.RunAsync(service, cancel).ConfigureAwait(false)));
        pages.MapGet("/pipelines", async (string? text, string? state, string? owner, string? page, Service service, CancellationToken cancel) =>
            Page<PipelinesPage, PipelinesView>(await ReadPipelines.RunAsync(service, new(text, state, owner, Number(page)), cancel).ConfigureAwait(false)));
        pages.MapGet("/jobs/{*id}", async (HttpContext http, Service service, CancellationToken cancel) =>
            Page<JobPage, JobPageView>(await ReadJob.RunAsync(service, new("job:" + Links.LastSegment(http, "/jobs/")), cancel).ConfigureAwait(false), "there is no such job"));
        pages.MapGet("/runs/{*id}", async (HttpContext http, string? job, Service service, CancellationToken cancel) =>
            Page<RunPage, RunPageView>(await ReadRun.RunAsync(service, Links.LastSegment(http, "/runs/"), job is null ? null : new Subject("job:" + job), cancel).ConfigureAwait(false), "there is no such run"));
        pages.MapGet("/freshness", async (string? text, string? state, string? owner, string? page, Service service, CancellationToken cancel) =>
            Page<FreshnessPage, FreshnessView>(await ReadFreshness.RunAsync(service, new(text, state, owner, Number(page)), cancel).ConfigureAwait(false)));
        pages.MapGet("/datasets/{*id}", async (HttpContext http, Service service, CancellationToken cancel) =>
            Page<DatasetPage, DatasetPageView>(await ReadDataset.RunAsync(service, new("dataset:" + Links.LastSegment(http, "/datasets/")), cancel).ConfigureAwait(false), "there is no such dataset"));
        pages.MapGet("/cost", async (string? by, Service service, CancellationToken cancel) =>
            Page<CostPage, CostPageView>(await ReadCost.RunAsync(service, by == "account", cancel).ConfigureAwait(false)));
        pages.MapGet("/incidents", async (string? kind, string? severity, string? owner, string? page, Service service, CancellationToken cancel) =>
            Page<IncidentsPage, IncidentsView>(await ReadIncidents.RunAsync(service, new(kind, severity, owner, Number(page)), cancel).ConfigureAwait(false)));
        pages.MapGet("/incidents/{id}", async (string id, string? said, Service service, CancellationToken cancel) =>
            Page<IncidentPage, IncidentPageView>(await ReadIncident.RunAsync(service, id, said, cancel).ConfigureAwait(false), "there is no such incident"));
        pages.MapGet("/lineage", async (string? of, string? depth, string? text, Service service, CancellationToken cancel) =>
            Page<LineagePage, LineagePageView>(await ReadLineage.RunAsync(service, new(string.IsNullOrWhiteSpace(of) ? null : new Subject(of), Depth(depth), text), cancel).ConfigureAwait(false)));
        pages.MapGet("/recommendations", async (string? text, string? state, string? owner, string? page, Service service, CancellationToken cancel) =>
            Page<RecommendationsPage, RecommendationsView>(await ReadRecommendations.RunAsync(service, new(text, state, owner, Number(page)), cancel).ConfigureAwait(false)));
        pages.MapGet("/slo", async (Service service, CancellationToken cancel) =>
            Page<SloPage, SloPageView>(new(await service.Slos.StandingAsync(cancel).ConfigureAwait(false))));
        pages.MapGet("/sources", async (Service service, CancellationToken cancel) =>
            Page<SourcesPage, SourcesView>(await ReadSources.RunAsync(service, cancel).ConfigureAwait(false)));
        pages.MapGet("/backtest", async (string? of, string? measure, Service service, CancellationToken cancel) =>
            Page<BacktestPage, BacktestPageView>(await ReadBacktest.RunAsync(service, of, measure, cancel).ConfigureAwait(false), of is null ? "no series is named: /backtest?of=SUBJECT&measure=NAME, as the pages of jobs and datasets link to it" : "there is no such series"));
        pages.MapGet(SignIn.Path, SignIn.Show);
        pages.MapPost(SignIn.Path, SignIn.DoAsync).DisableAntiforgery();
        pages.MapPost("/sign-out", SignIn.Out).DisableAntiforgery();
        pages.MapGet("/a/{token}", ActByLink.ShowAsync);
        pages.MapPost("/a/{token}", ActByLink.DoAsync);
        pages.MapGet("/notifications", async (Service service, CancellationToken cancel) =>
            Page<NotificationsPage, NotificationsView>(await ReadNotifications.RunAsync(service, cancel).ConfigureAwait(false)));
        pages.MapGet("/reports", async (Service service, WebOptions options, CancellationToken cancel) =>
            Page<ReportsPage, ReportsView>(await ReportFiles.ListAsync(service, options, cancel).ConfigureAwait(false)));
        pages.MapGet("/reports/{week}/{file}", ReportFiles.ServeAsync);
    }

    /// <summary>The page that says that there is none.</summary>
    public static IResult Missing(string detail, int status = StatusCodes.Status404NotFound) =>
        new RazorComponentResult<MissingPage>(new { Detail = detail, Status = status }) { StatusCode = status };

    private static IResult Page<TPage, TView>(TView? view, string missing = "")
        where TPage : IComponent
        where TView : class =>
        view is null ? Missing(missing) : new RazorComponentResult<TPage>(new { View = view });

    private static int Depth(string? depth) => int.TryParse(depth, out int number) ? Math.Clamp(number, 1, LineageFilter.MostDepth) : LineageFilter.UsualDepth;

    private static int Number(string? page) => int.TryParse(page, out int number) && number is >= 1 and <= 10_000 ? number : 1;
}
