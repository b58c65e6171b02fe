using System.Globalization;
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
        (DateTimeOffset At, string Id)? after = After(asked);
        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        List<IncidentSummary> found = [];
        to = after is { } last && last.At.AddTicks(1) < to ? last.At.AddTicks(1) : to;
        bool passed = after is null;
        await foreach (IncidentSummary one in service.IncidentLists.OpenedAsync(from, to, cancel).ConfigureAwait(false))
        {
            bool skip = !passed && one.Opened == after!.Value.At;
            passed |= skip && one.Id == after!.Value.Id || !skip;
            bool wanted = !skip && (state is null || one.State == state) && (severity is null || one.Severity == severity)
                && (kind is null || one.Kind == kind) && (owner is null || one.Owner == owner) && (subject is not { } s || one.Touched(s));
            if (wanted)
            {
                found.Add(one);
            }

            if (found.Count > take)
            {
                break;
            }
        }

        Stored?[] stored = await Task.WhenAll(found.Take(take).Select(i => service.Incidents.FindAsync(i.Id, cancel))).ConfigureAwait(false);
        return TypedResults.Json(
            new PageView<IncidentView>(
                [.. stored.OfType<Stored>().Select(s => IncidentView.Of(s.Incident))],
                found.Count > take ? string.Create(CultureInfo.InvariantCulture, $"{found[take - 1].Opened.UtcTicks}.{found[take - 1].Id}") : null),
            ApiJson.Default.PageViewIncidentView);
    }

    public static async Task<IResult> OneAsync(string id, Service service, CancellationToken cancel) =>
        await service.Incidents.FindAsync(id, cancel).ConfigureAwait(false) is { } stored
            ? TypedResults.Json(IncidentView.Of(stored.Incident), ApiJson.Default.IncidentView)
            : Problems.Of(StatusCodes.Status404NotFound, "there is no such incident");

    private static (DateTimeOffset At, string Id)? After(Asked asked)
    {
        if (asked.Text("after") is not { } text)
        {
            return null;
        }

        string[] parts = text.Split('.', 2);
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) && ticks < DateTime.MaxValue.Ticks)
        {
            return (new DateTimeOffset(ticks, TimeSpan.Zero), parts[1]);
        }

        asked.Bad("after", "not what an earlier page gave");
        return null;
    }
}
