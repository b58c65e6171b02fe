using Observability.Core;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Web.Pipelines;

/// <summary>Reads what is known of one job: at most 8 ranges.</summary>
internal static class ReadJob
{
    private const int RunsShown = 20;

    /// <returns>null when there is no such job.</returns>
    public static async Task<JobPageView?> RunAsync(Service service, Subject subject, CancellationToken cancel)
    {
        if (await service.Jobs.FindAsync(subject.Text, cancel).ConfigureAwait(false) is not { } state)
        {
            return null;
        }

        DateTimeOffset end = service.Time.GetUtcNow().AddTicks(1);
        List<RunSummary> runs = [];
        await foreach (RunSummary run in service.Runs.OfJobAsync(subject, end, months: 3, cancel).ConfigureAwait(false))
        {
            runs.Add(run);
            if (runs.Count == RunsShown)
            {
                break;
            }
        }

        AboutSubject about = await AboutSubject.ReadAsync(service, subject, cancel).ConfigureAwait(false);
        return new(
            new(state, KnownJobs.OwnerOf(service.Settings(), state), about.Outlook),
            await service.Series.PointsAsync(subject, Measures.Duration, end - AboutSubject.Back, end, cancel).ConfigureAwait(false),
            runs,
            about.Lineage,
            about.Incidents,
            about.Judged);
    }
}
