using Observability.Core;
using Observability.Core.Cost;
using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Series;
using Observability.Web.Cost;

namespace Observability.Web.Overview;

/// <summary>Reads the first page: at most 16 ranges, whatever the estate's size.</summary>
internal static class ReadOverview
{
    private const int Shown = 6;
    private const int RunsShown = 8;

    public static async Task<OverviewView> RunAsync(Service service, CancellationToken cancel)
    {
        DateTimeOffset now = service.Time.GetUtcNow();
        IReadOnlyList<IncidentSummary> open = await service.IncidentLists.OpenAsync(cancel).ConfigureAwait(false);
        IReadOnlyList<Outlook> jobs = await AllAsync(service, OutlookStore.Jobs, cancel).ConfigureAwait(false);
        IReadOnlyList<Outlook> datasets = await AllAsync(service, OutlookStore.Datasets, cancel).ConfigureAwait(false);
        Outlook[] late = [.. datasets.Where(d => d.LateSince is not null).OrderBy(d => d.LateSince)];
        Outlook[] failing = [.. jobs.Where(IsFailing)];
        Outlook[] lateJobs = [.. jobs.Where(j => j.LateSince is not null && !IsFailing(j))];
        List<RunSummary> recent = [];
        await foreach (RunSummary run in service.Runs.RecentAsync(now.AddDays(-1), now.AddTicks(1), cancel).ConfigureAwait(false))
        {
            recent.Add(run);
            if (recent.Count == RunsShown)
            {
                break;
            }
        }

        return new(
            open,
            await CostsAsync(service, DateOnly.FromDateTime(now.UtcDateTime), cancel).ConfigureAwait(false),
            jobs.Count,
            datasets.Count,
            late.Length,
            failing.Length,
            lateJobs.Length,
            [.. late.Take(Shown)],
            [.. failing.OrderByDescending(j => j.Last).Concat(lateJobs.OrderBy(j => j.LateSince)).Take(Shown)],
            recent);
    }

    public static bool IsFailing(Outlook job) => job.Failed.Count > 0 && job.Failed[^1];

    private static async Task<IReadOnlyList<CostSummary>> CostsAsync(Service service, DateOnly today, CancellationToken cancel)
    {
        List<DayCost> days = [];
        await foreach (DayCost day in service.Ledger.DaysAsync(today.AddDays(-31), today.AddDays(1), cancel).ConfigureAwait(false))
        {
            days.Add(day);
        }

        return CostSummary.Of(days);
    }

    private static async Task<IReadOnlyList<Outlook>> AllAsync(Service service, string kind, CancellationToken cancel)
    {
        List<Outlook> all = [];
        await foreach (Outlook outlook in service.Outlooks.AllAsync(kind, cancel).ConfigureAwait(false))
        {
            all.Add(outlook);
        }

        return all;
    }
}
