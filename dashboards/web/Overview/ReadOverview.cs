using Observability.Core;
using Observability.Core.Cost;
using Observability.Core.Pipelines;
using Observability.Core.Series;
using Observability.Core.Slos;
using Observability.Web.Cost;

namespace Observability.Web.Overview;

/// <summary>Reads the first page: at most 19 ranges and a page of each, whatever the estate's size.</summary>
internal static class ReadOverview
{
    /// <summary>Jobs or datasets at the newest count below which they are counted at every look.</summary>
    public const int Few = 1000;

    private const int Shown = 6;
    private const int RunsShown = 8;

    public static async Task<OverviewView> RunAsync(Service service, CancellationToken cancel)
    {
        DateTimeOffset now = service.Time.GetUtcNow();
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        IReadOnlyList<EstateDay> days = await service.EstateDays.DaysAsync(today.AddDays(-CountEstate.Window), today, cancel).ConfigureAwait(false);
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
            await service.IncidentLists.OpenAsync(cancel).ConfigureAwait(false),
            await CostsAsync(service, today, cancel).ConfigureAwait(false),
            await StandingAsync(service, OutlookStore.Jobs, days.LastOrDefault(d => d.Jobs is not null)?.Jobs, cancel).ConfigureAwait(false),
            await StandingAsync(service, OutlookStore.Datasets, days.LastOrDefault(d => d.Datasets is not null)?.Datasets, cancel).ConfigureAwait(false),
            days,
            recent);
    }

    private static async Task<Standing> StandingAsync(Service service, string kind, EstateCount? counted, CancellationToken cancel)
    {
        List<Trouble> troubles = [];
        await foreach (Trouble trouble in service.Outlooks.Troubles.OfAsync(kind, cancel).ConfigureAwait(false))
        {
            troubles.Add(trouble);
            if (troubles.Count > Standing.Most)
            {
                break;
            }
        }

        return Standing.Of(counted is { Known: >= Few } ? counted.Known : await CountAsync(service, kind, cancel).ConfigureAwait(false), troubles, Shown);
    }

    // An estate that was small when it was last counted may have grown since: the list says how large it is now.
    private static async Task<int> CountAsync(Service service, string kind, CancellationToken cancel)
    {
        int count = 0;
        await foreach (Outlook _ in service.Outlooks.AllAsync(kind, cancel).ConfigureAwait(false))
        {
            count++;
        }

        return count;
    }

    private static async Task<IReadOnlyList<CostSummary>> CostsAsync(Service service, DateOnly today, CancellationToken cancel)
    {
        List<DayCost> days = [];
        await foreach (DayCost day in service.Ledger.DaysAsync(today.AddDays(-31), today.AddDays(1), cancel).ConfigureAwait(false))
        {
            days.Add(day);
        }

        return CostSummary.Of(days);
    }
}
