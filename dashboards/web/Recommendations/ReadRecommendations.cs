using Observability.Core;
using Observability.Core.Recommendations;
using Observability.Web.Layout;

namespace Observability.Web.Recommendations;

/// <summary>Reads all recommendations: 1 range.</summary>
internal static class ReadRecommendations
{
    public const string All = "all";

    public static async Task<RecommendationsView> RunAsync(Service service, ListFilter filter, CancellationToken cancel)
    {
        IReadOnlyList<Tracked> all = await service.Recommendations.AllAsync(cancel).ConfigureAwait(false);
        Tracked[] found =
        [
            .. all.Where(t => filter.Takes(t.Recommendation.Title + " " + t.Recommendation.Resource, t.Recommendation.Owner) && IsIn(t, filter.State))
                .OrderBy(t => t.Recommendation.Status).ThenByDescending(t => t.Recommendation.Saving.Amount).ThenBy(t => t.Id, StringComparer.Ordinal),
        ];
        return new(
            [.. found.Skip((filter.Page - 1) * RecommendationsView.PageItems).Take(RecommendationsView.PageItems)],
            found.Length,
            [
                .. all.Where(t => t.Recommendation.Status == RecommendationStatus.Open).Select(t => t.Recommendation.Saving).GroupBy(s => s.Currency)
                    .Select(g => new SavingSum(g.Key, g.Count(), g.Sum(s => s.Amount), g.Sum(s => s.Low), g.Sum(s => s.High))).OrderByDescending(s => s.Amount),
            ],
            [.. all.Select(t => t.Recommendation.Owner).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase)],
            await service.Recommendations.LastAsync(cancel).ConfigureAwait(false),
            filter);
    }

    // Without a choice: what there is to do.
    private static bool IsIn(Tracked one, string? state) => state switch
    {
        All => true,
        "done" => one.Recommendation.Status == RecommendationStatus.Done,
        "dismissed" => one.Recommendation.Status == RecommendationStatus.Dismissed,
        _ => one.Recommendation.Status == RecommendationStatus.Open,
    };
}
