using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Notifications;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>GET, POST and DELETE /api/v1/silences.</summary>
internal static class Silencing
{
    private const int LongestText = 500;

    public static async Task<IResult> ListAsync(Service service, CancellationToken cancel) => TypedResults.Json(
        new PageView<SilenceView>([.. (await service.ListSilences.RunAsync(cancel).ConfigureAwait(false)).Select(SilenceView.Of)], null), ApiJson.Default.PageViewSilenceView);

    /// <summary>201 with the silence; the same again is the same one.</summary>
    public static async Task<IResult> AddAsync(HttpRequest request, Service service, CancellationToken cancel)
    {
        (ReadOnlyMemory<byte> bytes, IResult? refused) = await RequestBody.ReadAsync(request, BodyLimits.Small, cancel).ConfigureAwait(false);
        if (refused is not null)
        {
            return refused;
        }

        (SilenceBody? body, ProblemAt? problem) = JsonBody.Read(bytes, ApiJson.Default.SilenceBody);
        if (body is null)
        {
            return Problems.Bad([problem!]);
        }

        ProblemAt[] problems = [.. Check(body)];
        if (problems.Length > 0)
        {
            return Problems.Bad(problems);
        }

        Silence silence = Silence.Of(SettingsOf(body, service.Time.GetUtcNow()), SafeText.Cut(string.IsNullOrWhiteSpace(body.By) ? "somebody" : body.By.Trim(), 100));
        if (SettingsRules.Check(silence.What).ToArray() is { Length: > 0 } wrong)
        {
            return Problems.Bad([.. wrong.Select(p => new ProblemAt(PointerOf(p.Path), p.Problem))]);
        }

        await service.Silences.AddAsync(silence, cancel).ConfigureAwait(false);
        return TypedResults.Json(SilenceView.Of(silence), ApiJson.Default.SilenceView, statusCode: StatusCodes.Status201Created);
    }

    public static async Task<IResult> EndAsync(string id, Service service, CancellationToken cancel) =>
        id == ListSilences.InSettings ? Problems.Of(StatusCodes.Status409Conflict, "it stands in observability.yaml, and ends there")
        : await service.Silences.ExpireAsync(id, cancel).ConfigureAwait(false) ? TypedResults.NoContent()
        : Problems.Of(StatusCodes.Status404NotFound, "there is no such silence");

    private static IEnumerable<ProblemAt> Check(SilenceBody body)
    {
        if (body.To is null)
        {
            yield return new("/to", "missing: a time like 2026-11-24T06:00:00Z");
        }

        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            yield return new("/reason", "missing");
        }

        if (body.Severity is not null && !Enum.GetNames<Severity>().Contains(body.Severity, StringComparer.OrdinalIgnoreCase))
        {
            yield return new("/severity", "expected info, warning or critical");
        }

        foreach ((string name, string? text) in new[] { ("/reason", body.Reason), ("/owner", body.Owner), ("/subject", body.Subject) })
        {
            if (text?.Length > LongestText)
            {
                yield return new(name, $"at most {LongestText} characters");
            }
        }
    }

    private static SilenceSettings SettingsOf(SilenceBody body, DateTimeOffset now) => new()
    {
        Match = new Matcher
        {
            Kind = body.Kind ?? [],
            Severity = body.Severity is null ? null : Enum.Parse<Severity>(body.Severity, ignoreCase: true),
            Owner = body.Owner,
            Subject = body.Subject,
        },
        From = (body.From ?? now).ToUniversalTime(),
        To = body.To!.Value.ToUniversalTime(),
        Reason = body.Reason!.Trim(),
    };

    // The conditions stand in the body itself, not under "match" as in the settings.
    private static string PointerOf(string path) => path == "match" ? "" : "/" + path.Replace("match.", "", StringComparison.Ordinal).Replace('[', '/').Replace("]", "", StringComparison.Ordinal);
}
