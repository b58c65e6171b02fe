using System.Globalization;
using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Recommendations;
using Observability.Core.Slos;

namespace Observability.Web.Api;

/// <summary>GET /api/v1/recommendations, the largest amount first, and GET /api/v1/slo.</summary>
internal static class ListedRecommendations
{
    public static async Task<IResult> RunAsync(HttpRequest request, Service service, CancellationToken cancel)
    {
        Asked asked = new(request.Query);
        int take = asked.Take();
        RecommendationStatus? status = asked.Word<RecommendationStatus>("status");
        (string? rule, string? owner, string? currency) = (asked.Text("rule"), asked.Text("owner"), asked.Text("currency"));
        (decimal Amount, string Id)? after = After(asked);
        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        Tracked[] found =
        [
            .. (await service.Recommendations.AllAsync(cancel).ConfigureAwait(false))
                .Where(t => (status is null || t.Recommendation.Status == status) && (rule is null || t.Recommendation.Rule == rule)
                    && (owner is null || t.Recommendation.Owner == owner) && (currency is null || t.Recommendation.Saving.Currency == currency))
                .OrderByDescending(t => t.Recommendation.Saving.Amount).ThenBy(t => t.Id, StringComparer.Ordinal)
                .Where(t => after is not { } last || t.Recommendation.Saving.Amount < last.Amount || t.Recommendation.Saving.Amount == last.Amount && string.CompareOrdinal(t.Id, last.Id) > 0)
                .Take(take + 1),
        ];
        return TypedResults.Json(
            new PageView<Recommendation>([.. found.Take(take).Select(t => t.Recommendation)], found.Length > take ? MarkOf(found[take - 1]) : null),
            ApiJson.Default.PageViewRecommendation);
    }

    public static async Task<IResult> SlosAsync(Service service, CancellationToken cancel) => TypedResults.Json(
        new PageView<SloStanding>(await service.Slos.StandingAsync(cancel).ConfigureAwait(false), null), ApiJson.Default.PageViewSloStanding);

    private static string MarkOf(Tracked one) => string.Create(CultureInfo.InvariantCulture, $"{one.Recommendation.Saving.Amount}_{one.Id}");

    private static (decimal Amount, string Id)? After(Asked asked)
    {
        if (asked.Text("after") is not { } text)
        {
            return null;
        }

        string[] parts = text.Split('_', 2);
        if (parts.Length == 2 && decimal.TryParse(parts[0], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal amount))
        {
            return (amount, parts[1]);
        }

        asked.Bad("after", "not what an earlier page gave");
        return null;
    }
}
