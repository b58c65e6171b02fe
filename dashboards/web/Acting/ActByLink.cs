using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Web.Api;
using Observability.Web.Incidents;

namespace Observability.Web.Acting;

/// <summary>Where links of messages lead: a page about one incident, and forms that act on it. Showing it changes nothing, whoever or whatever opens it.</summary>
internal static class ActByLink
{
    public static async Task<IResult> ShowAsync(string token, string? said, Service service, CancellationToken cancel)
    {
        (Incident? incident, IResult? refused) = await FindAsync(token, service, cancel).ConfigureAwait(false);
        return refused ?? new RazorComponentResult<ActPage>(new { One = incident, Token = token, Said = ReadIncident.SaidOf(said) });
    }

    /// <param name="act">As in the addresses of the API.</param>
    public static async Task<IResult> DoAsync(string token, string? act, HttpRequest request, Service service, WebOptions options, CancellationToken cancel)
    {
        (Incident? incident, IResult? refused) = await FindAsync(token, service, cancel).ConfigureAwait(false);
        if (refused is not null)
        {
            return refused;
        }

        if (!Enum.GetValues<ActKind>().Cast<ActKind?>().Any(k => k.ToString()!.Equals(act, StringComparison.OrdinalIgnoreCase)))
        {
            return Refused(StatusCodes.Status400BadRequest, "That cannot be done", "The form was not sent whole. Go back and try again.");
        }

        AskedAct asked = await ReadAct.RunAsync(request, cancel).ConfigureAwait(false);
        if (asked.Refused is not null)
        {
            return asked.Refused;
        }

        ActKind kind = Enum.Parse<ActKind>(act!, ignoreCase: true);
        Acted acted = await ActOnIncidentHere.DoAsync(incident!.Id, asked.ToAct(kind, service.Time.GetUtcNow()), service, options, cancel).ConfigureAwait(false);
        return new SeeOther($"/a/{token}?said={acted.Reason}#act");
    }

    private static async Task<(Incident?, IResult?)> FindAsync(string token, Service service, CancellationToken cancel)
    {
        ActLink link = await service.ActLinks.ReadAsync(token, cancel).ConfigureAwait(false);
        if (link.State == ActLinkState.Expired)
        {
            return (null, Refused(StatusCodes.Status410Gone, "This link has expired", $"Links in messages last {ActLinks.Lasts.Days} days. Look for a newer message about the incident, or open it in the dashboard."));
        }

        return link.Incident is { } id && await service.Incidents.FindAsync(id, cancel).ConfigureAwait(false) is { } stored
            ? (stored.Incident, null)
            : (null, Refused(StatusCodes.Status404NotFound, "This link does not work", "It may have been cut off on its way: copy all of it from the message."));
    }

    private static RazorComponentResult<BadLinkPage> Refused(int status, string title, string detail) => new(new { Title = title, Detail = detail }) { StatusCode = status };
}
