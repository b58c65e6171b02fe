using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;
using Observability.Core.Storage;

namespace Observability.Core.Reports;

/// <summary>Loads what a report is made of, and makes it.</summary>
public sealed class LoadReport(
    LedgerStore ledger, RunStore runs, Catalogue<JobState> jobs, IncidentStore incidents, RecommendationStore recommendations, Func<Settings> settings, TimeProvider time)
{
    /// <summary>How long before the week an incident may have opened that is still told of.</summary>
    private static readonly TimeSpan LongestIncident = TimeSpan.FromDays(31);

    /// <param name="audience"><see cref="ReportSettings.Estate"/> or an owner.</param>
    /// <param name="currency">Null: the one that most of the money is in.</param>
    public async Task<WeeklyReport> RunAsync(ReportWeek week, string audience, string? currency, CancellationToken cancel)
    {
        List<DayCost> days = [];
        await foreach (DayCost day in ledger.DaysAsync(week.Monday.AddDays(-7 * ReportFacts.WeeksBefore), week.Next.Monday, cancel).ConfigureAwait(false))
        {
            days.Add(day);
        }

        List<RunSummary> recent = [];
        await foreach (RunSummary run in runs.RecentAsync(week.Begin.AddDays(-8), week.End, cancel).ConfigureAwait(false))
        {
            recent.Add(run);
        }

        Dictionary<Subject, JobState> known = [];
        await foreach (JobState job in jobs.AllAsync(cancel).ConfigureAwait(false))
        {
            known[job.Job] = job;
        }

        List<Incident> found = [];
        await foreach (Incident incident in incidents.OpenedAsync(week.Begin - LongestIncident, week.End, cancel).ConfigureAwait(false))
        {
            found.Add(incident);
        }

        return WeeklyReportOf.Of(new()
        {
            Week = week,
            Now = time.GetUtcNow(),
            Audience = audience,
            Currency = currency,
            Days = days,
            Runs = recent,
            Jobs = known,
            Incidents = [.. found.DistinctBy(i => i.Id)],
            Recommendations = [.. (await recommendations.OpenAsync(cancel).ConfigureAwait(false)).Select(t => t.Recommendation)],
            Settings = settings(),
        });
    }
}
