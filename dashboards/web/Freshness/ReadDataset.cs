using Observability.Core;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Web.Freshness;

/// <summary>Reads what is known of one dataset: 7 ranges.</summary>
internal static class ReadDataset
{
    private const int UpdatesShown = 15;

    /// <returns>null when there is no such dataset.</returns>
    public static async Task<DatasetPageView?> RunAsync(Service service, Subject subject, CancellationToken cancel)
    {
        if (await service.Datasets.FindAsync(subject.Text, cancel).ConfigureAwait(false) is not { } state)
        {
            return null;
        }

        DateTimeOffset end = service.Time.GetUtcNow().AddTicks(1);
        IReadOnlyList<SeriesPoint> arrivals = await service.Series.PointsAsync(subject, Measures.Arrival, end - AboutSubject.Back, end, cancel).ConfigureAwait(false);
        AboutSubject about = await AboutSubject.ReadAsync(service, subject, cancel).ConfigureAwait(false);
        return new(
            new(state, KnownDatasets.OwnerOf(service.Settings(), state), about.Outlook),
            await service.Series.PointsAsync(subject, Measures.Rows, end - AboutSubject.Back, end, cancel).ConfigureAwait(false),
            await service.Series.PointsAsync(subject, Measures.Bytes, end - AboutSubject.Back, end, cancel).ConfigureAwait(false),
            [.. arrivals.Reverse().Take(UpdatesShown)],
            about.Lineage,
            about.Incidents,
            about.Judged);
    }
}
