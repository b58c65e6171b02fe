using Observability.Core;
using Observability.Web.Layout;

namespace Observability.Web.Freshness;

/// <summary>Reads the list of datasets: 12 ranges.</summary>
internal static class ReadFreshness
{
    public static async Task<FreshnessView> RunAsync(Service service, ListFilter filter, CancellationToken cancel)
    {
        IReadOnlyList<KnownDataset> all = await KnownDatasets.AllAsync(service, cancel).ConfigureAwait(false);
        KnownDataset[] found =
        [
            .. all.Where(d => filter.Takes(d.State.Dataset.Name, d.Owner) && IsIn(d, filter.State))
                .OrderBy(d => d.Outlook?.LateSince ?? DateTimeOffset.MaxValue)
                .ThenBy(d => d.Outlook?.Deadline ?? DateTimeOffset.MaxValue)
                .ThenBy(d => d.State.Dataset.Text, StringComparer.Ordinal),
        ];
        return new(
            [.. found.Skip((filter.Page - 1) * ListFilter.PageRows).Take(ListFilter.PageRows)],
            found.Length,
            all.Count,
            all.Count(d => d.Outlook?.LateSince is not null),
            all.Count(IsLearning),
            [.. all.Select(d => d.Owner).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase)],
            filter);
    }

    private static bool IsIn(KnownDataset dataset, string? state) => state switch
    {
        "late" => dataset.Outlook?.LateSince is not null,
        "ontime" => dataset.Outlook is { LateSince: null, Deadline: not null },
        "learning" => IsLearning(dataset),
        _ => true,
    };

    private static bool IsLearning(KnownDataset dataset) => dataset.Outlook is null or { LateSince: null, Deadline: null };
}
