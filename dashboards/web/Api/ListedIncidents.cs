using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>GET /api/v1/incidents: newest first.</summary>
internal static class ListedIncidents
{
    private static readonly TimeSpan Back = TimeSpan.FromDays(90);

    public static async Task<IResult> RunAsync(HttpRequest request, Service service, CancellationToken cancel)
    {
        Asked asked = new(request.Query);
        int take = asked.Take();
        IncidentState? state = asked.Word<IncidentState>("state");
        Severity? severity = asked.Word<Severity>("severity");
        Subject? subject = asked.Subject("subject");
        (string? kind, string? owner) = (asked.Text("kind"), asked.Text("owner"));
        DateTimeOffset now = service.Time.GetUtcNow();
        DateTimeOffset from = asked.Time("from") ?? now - Back;
        DateTimeOffset to = asked.Time("to") ?? now.AddTicks(1);
        PageMark? after = PageMark.Read(asked);
        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        (IReadOnlyList<IncidentSummary> found, string? next) = await NewestFirst.TakeAsync(
            service.IncidentLists.OpenedAsync(from, PageMark.Before(after, to), cancel),
            one => new(one.Opened, one.Id),
            after,
            take,
            one => (state is null || one.State == state) && (severity is null || one.Severity == severity)
                && (kind is null || one.Kind == kind) && (owner is null || one.Owner == owner) && (subject is not { } s || one.Touched(s))).ConfigureAwait(false);
        Stored?[] stored = await Task.WhenAll(found.Select(i => service.Incidents.FindAsync(i.Id, cancel))).ConfigureAwait(false);
        return TypedResults.Json(new PageView<IncidentView>([.. stored.OfType<Stored>().Select(s => IncidentView.Of(s.Incident))], next), ApiJson.Default.PageViewIncidentView);
    }

    public static async Task<IResult> OneAsync(string id, Service service, CancellationToken cancel) =>
        await service.Incidents.FindAsync(id, cancel).ConfigureAwait(false) is { } stored
            ? TypedResults.Json(IncidentView.Of(stored.Incident), ApiJson.Default.IncidentView)
            : Problems.Of(StatusCodes.Status404NotFound, "there is no such incident");
}
