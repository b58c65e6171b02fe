using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Pipelines;
using Observability.Core.Series;

namespace Observability.Web;

/// <summary>A dataset with what is expected of it.</summary>
/// <param name="Outlook">null while nothing of it was judged.</param>
public sealed record KnownDataset(DatasetState State, string? Owner, Outlook? Outlook);

/// <summary>All datasets: 12 ranges whatever their number.</summary>
internal static class KnownDatasets
{
    /// <summary>Sorted by name.</summary>
    public static async Task<IReadOnlyList<KnownDataset>> AllAsync(Service service, CancellationToken cancel)
    {
        Settings settings = service.Settings();
        Dictionary<string, Outlook> outlooks = [];
        await foreach (Outlook outlook in service.Outlooks.AllAsync(OutlookStore.Datasets, cancel).ConfigureAwait(false))
        {
            outlooks[outlook.Subject.Text] = outlook;
        }

        List<KnownDataset> datasets = [];
        await foreach (DatasetState dataset in service.Datasets.AllAsync(cancel).ConfigureAwait(false))
        {
            datasets.Add(new(dataset, OwnerOf(settings, dataset), outlooks.GetValueOrDefault(dataset.Dataset.Text)));
        }

        datasets.Sort((a, b) => string.CompareOrdinal(a.State.Dataset.Text, b.State.Dataset.Text));
        return datasets;
    }

    /// <summary>As configured, else as the sources say.</summary>
    public static string? OwnerOf(Settings settings, DatasetState dataset) =>
        settings.OwnerOf(dataset.Dataset) ?? (dataset.Owners is { Value.Count: > 0 } owners ? owners.Value[0] : null);
}
