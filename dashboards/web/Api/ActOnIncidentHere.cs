using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>POST /api/v1/incidents/{id}/{act}: JSON from programs; forms from our own pages, which are led back.</summary>
internal static class ActOnIncidentHere
{
    public static async Task<IResult> RunAsync(string id, ActKind kind, HttpRequest request, Service service, WebOptions options, CancellationToken cancel)
    {
        (ReadOnlyMemory<byte> bytes, IResult? refused) = await RequestBody.ReadAsync(request, BodyLimits.Small, cancel).ConfigureAwait(false);
        if (refused is not null)
        {
            return refused;
        }

        bool form = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        (ActBody? body, ProblemAt? problem) = form ? Form(bytes) : Json(bytes);
        if (body is null)
        {
            return Problems.Bad([problem!]);
        }

        DateTimeOffset now = service.Time.GetUtcNow();
        DateTimeOffset? until = body.Until ?? (body.Hours is > 0 and <= 24 * 30 ? now.AddHours(body.Hours.Value) : null);
        Acted acted = await service.Act.RunAsync(id, new(kind, body.By ?? "", body.Text, until), cancel).ConfigureAwait(false);
        if (acted.Reason == ActedReason.Done)
        {
            options.Kept?.Invoke();
        }

        return form && acted.Incident is not null
            ? new SeeOther($"/incidents/{Uri.EscapeDataString(id)}?said={acted.Reason}#act")
            : Answer(acted);
    }

    private static IResult Answer(Acted acted) => acted.Reason switch
    {
        ActedReason.Done or ActedReason.Unchanged => TypedResults.Json(IncidentView.Of(acted.Incident!), ApiJson.Default.IncidentView),
        ActedReason.Over => Problems.Of(StatusCodes.Status409Conflict, "it is over: only comments are taken"),
        ActedReason.NothingSaid => Problems.Bad([new("/text", "missing")]),
        ActedReason.BadUntil => Problems.Bad([new("/until", $"expected a time from now on, at most {IncidentAct.LongestSnooze.Days} days away")]),
        _ => Problems.Of(StatusCodes.Status404NotFound, "there is no such incident"),
    };

    private static (ActBody?, ProblemAt?) Json(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return (new(null, null, null, null), null);
        }

        try
        {
            return (JsonSerializer.Deserialize(bytes.Span, ApiJson.Default.ActBody) ?? new(null, null, null, null), null);
        }
        catch (JsonException e)
        {
            return (null, new(e.Path?.Replace("$", "", StringComparison.Ordinal).Replace('.', '/') ?? "", "no JSON of the expected shape", e.LineNumber + 1, e.BytePositionInLine + 1));
        }
    }

    private static (ActBody?, ProblemAt?) Form(ReadOnlyMemory<byte> bytes)
    {
        Dictionary<string, string> fields = [];
        foreach (string pair in System.Text.Encoding.UTF8.GetString(bytes.Span).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            fields[Uri.UnescapeDataString(parts[0])] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1].Replace('+', ' ')) : "";
        }

        double? hours = double.TryParse(fields.GetValueOrDefault("hours"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : null;
        return (new(fields.GetValueOrDefault("by"), fields.GetValueOrDefault("text"), Times.OrNull(fields.GetValueOrDefault("until") ?? ""), hours), null);
    }

    /// <summary>After a form: the browser goes to the page, and a reload sends nothing again.</summary>
    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
