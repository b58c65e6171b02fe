using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Inventory;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Recommendations;

/// <summary>Loads what the rules look at.</summary>
public sealed class LoadEstate(LedgerStore ledger, RunStore runs, Catalogue<JobState> jobs, Catalogue<AdviceState> advice, Func<Settings> settings)
{
    /// <param name="now">The window is the 30 UTC days before this one.</param>
    public async Task<Estate> RunAsync(DateTimeOffset now, CancellationToken cancel)
    {
        DateOnly to = DateOnly.FromDateTime(now.UtcDateTime);
        DateOnly from = to.AddDays(-Estate.WindowDays);
        List<DayCost> days = [];
        await foreach (DayCost day in ledger.DaysAsync(from, to, cancel).ConfigureAwait(false))
        {
            days.Add(day);
        }

        Dictionary<Subject, JobState> known = [];
        await foreach (JobState job in jobs.AllAsync(cancel).ConfigureAwait(false))
        {
            known[job.Job] = job;
        }

        // A day earlier, for runs that went on over midnight.
        DateTimeOffset start = new(from.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        List<RunSummary> recent = [];
        await foreach (RunSummary run in runs.RecentAsync(start, new(to.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), cancel).ConfigureAwait(false))
        {
            recent.Add(run);
        }

        List<AdviceState> advised = [];
        await foreach (AdviceState one in advice.AllAsync(cancel).ConfigureAwait(false))
        {
            advised.Add(one);
        }

        return Estate.Of(now, days, recent, known, settings()) with { Advice = advised };
    }
}
