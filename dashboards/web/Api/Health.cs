using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Collectors;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Web.Api;

/// <summary>Live: the process answers. Ready: the store answers too; with when each source last came.</summary>
internal static class Health
{
    public static IResult Live() => TypedResults.Json(new HealthView("alive", []), ApiJson.Default.HealthView);

    public static async Task<IResult> ReadyAsync(Service service, CancellationToken cancel)
    {
        try
        {
            DateTimeOffset? next = await service.DueRows.NextAsync(cancel).ConfigureAwait(false);
            TimeSpan behind = next is { } due && service.Time.GetUtcNow() > due ? service.Time.GetUtcNow() - due : TimeSpan.Zero;
            IReadOnlyList<SourceSeen> sources = await service.Sources.AllAsync(cancel).ConfigureAwait(false);
            IReadOnlyList<CollectorState> collectors = await service.CollectorStates.AllAsync(cancel).ConfigureAwait(false);
            return TypedResults.Json(
                new HealthView("ready",
                [
                    new("store", true, "answers"),
                    new("due work", true, behind == TimeSpan.Zero ? "nothing is overdue" : $"{Quantity.Duration(behind)} behind"),
                    .. sources.Select(s => new HealthCheck("source " + s.Format, true, s.Received is { } last ? $"last came {last.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "nothing that could be used came yet")),
                    .. collectors.Select(c => new HealthCheck(
                        "collector " + c.Name, c.FailingSince is null, $"{(c.Succeeded is { } last ? $"last collected {last.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "never collected")}{(c.Problem is null ? "" : $"; {c.Problem}")}")),
                ]),
                ApiJson.Default.HealthView);
        }
        catch (StoreUnavailableException e)
        {
            return TypedResults.Json(new HealthView("not ready", [new("store", false, e.Message)]), ApiJson.Default.HealthView, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
