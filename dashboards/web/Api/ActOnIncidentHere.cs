using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Incidents;

namespace Observability.Web.Api;

/// <summary>POST /api/v1/incidents/{id}/{act}: JSON from programs; forms from our own pages, which are led back.</summary>
internal static class ActOnIncidentHere
{
    public static async Task<IResult> RunAsync(string id, ActKind kind, HttpRequest request, Service service, WebOptions options, CancellationToken cancel)
    {
        AskedAct asked = await ReadAct.RunAsync(request, cancel).ConfigureAwait(false);
        if (asked.Refused is not null)
        {
            return asked.Refused;
        }

        Acted acted = await DoAsync(id, asked.ToAct(kind, service.Time.GetUtcNow()), service, options, cancel).ConfigureAwait(false);
        return asked.Form && acted.Incident is not null
            ? new SeeOther($"/incidents/{Uri.EscapeDataString(id)}?said={acted.Reason}#act")
            : Answer(acted);
    }

    /// <summary>Acts, and wakes whoever is to tell of it.</summary>
    public static async Task<Acted> DoAsync(string id, Act act, Service service, WebOptions options, CancellationToken cancel)
    {
        Acted acted = await service.Act.RunAsync(id, act, cancel).ConfigureAwait(false);
        if (acted.Reason == ActedReason.Done)
        {
            options.Kept?.Invoke();
        }

        return acted;
    }

    private static IResult Answer(Acted acted) => acted.Reason switch
    {
        ActedReason.Done or ActedReason.Unchanged => TypedResults.Json(IncidentView.Of(acted.Incident!), ApiJson.Default.IncidentView),
        ActedReason.Over => Problems.Of(StatusCodes.Status409Conflict, "it is over: only comments and feedback are taken"),
        ActedReason.NothingSaid => Problems.Bad([new("/text", "missing")]),
        ActedReason.NoSuchWord => Problems.Bad([new("/text", $"expected {string.Join(", ", Enum.GetNames<Feedback>().Select(n => n.ToLowerInvariant()))}")]),
        ActedReason.BadUntil => Problems.Bad([new("/until", $"expected a time from now on, at most {IncidentAct.LongestSnooze.Days} days away")]),
        _ => Problems.Of(StatusCodes.Status404NotFound, "there is no such incident"),
    };
}
