using Observability.Core;
using Observability.Core.Collectors;
using Observability.Core.Cost;
using Observability.Core.Ingestion;
using Observability.Core.Pipelines;

namespace Observability.Web.Sources;

/// <summary>Reads what comes in and when it last did: 13 ranges.</summary>
internal static class ReadSources
{
    private const int Days = 21;

    public static async Task<SourcesView> RunAsync(Service service, CancellationToken cancel)
    {
        Dictionary<string, Kept> totals = service.Keep.Totals.All().ToDictionary(t => t.Format, t => t.Kept);
        List<JobState> jobs = [];
        await foreach (JobState job in service.Jobs.AllAsync(cancel).ConfigureAwait(false))
        {
            jobs.Add(job);
        }

        DateOnly today = DateOnly.FromDateTime(service.Time.GetUtcNow().UtcDateTime);
        List<DayCost> days = [];
        await foreach (DayCost day in service.Ledger.DaysAsync(today.AddDays(-Days), today.AddDays(1), cancel).ConfigureAwait(false))
        {
            days.Add(day);
        }

        return new(
            [.. (await service.Sources.AllAsync(cancel).ConfigureAwait(false)).Select(s => new FormatRow(s, totals.GetValueOrDefault(s.Format)))],
            [
                .. jobs.GroupBy(j => j.Integration?.Value ?? "not said", StringComparer.OrdinalIgnoreCase)
                    .Select(g => new ToolRow(g.Key, g.Count(), g.Max(j => j.Last?.Value.Started))).OrderByDescending(t => t.Jobs).ThenBy(t => t.Tool, StringComparer.Ordinal),
            ],
            [
                .. days.GroupBy(d => d.SubAccount)
                    .Select(g => new BillRow(g.Last().SubAccountName.Length > 0 ? g.Last().SubAccountName : g.Key, g.Max(d => d.Day), g.Where(d => d.Complete).Max(d => (DateOnly?)d.Day), g.Max(d => d.AsOf)))
                    .OrderBy(b => b.SubAccount, StringComparer.OrdinalIgnoreCase),
            ],
            await AskedAsync(service, cancel).ConfigureAwait(false));
    }

    // Those of the settings that were never asked yet stand there too.
    private static async Task<IReadOnlyList<CollectorState>> AskedAsync(Service service, CancellationToken cancel)
    {
        Dictionary<string, CollectorState> known = (await service.CollectorStates.AllAsync(cancel).ConfigureAwait(false)).ToDictionary(s => s.Name, StringComparer.Ordinal);
        return [.. service.Collectors().Select(c => known.GetValueOrDefault(c.Name) ?? new CollectorState { Name = c.Name }).OrderBy(s => s.Name, StringComparer.Ordinal)];
    }
}
