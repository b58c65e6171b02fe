using Observability.Core.Ingestion;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations;

/// <summary>Which runs are tries of the same thing.</summary>
public static class AttemptSlots
{
    /// <summary>Runs of one job that share their scheduled time; else a run that says it is a second or later try belongs to the one that started before it.</summary>
    /// <returns>Each slot's tries in order of start.</returns>
    public static IReadOnlyList<IReadOnlyList<RunSummary>> Of(IEnumerable<RunSummary> runs)
    {
        List<List<RunSummary>> slots = [];
        foreach (IGrouping<Subject, RunSummary> job in runs.GroupBy(r => r.Job))
        {
            Dictionary<DateTimeOffset, List<RunSummary>> byTime = [];
            List<RunSummary>? last = null;
            foreach (RunSummary run in job.OrderBy(r => r.Started).ThenBy(r => r.Attempt).ThenBy(r => r.RunId, StringComparer.Ordinal))
            {
                List<RunSummary>? slot = run.Scheduled is { } at ? byTime.GetValueOrDefault(at) : IsAnother(run) ? last : null;
                if (slot is null)
                {
                    slots.Add(slot = []);
                }

                slot.Add(run);
                last = slot;
                if (run.Scheduled is { } scheduled)
                {
                    byTime[scheduled] = slot;
                }
            }
        }

        return slots;
    }

    /// <summary>The tries that a later success of the same slot made superfluous.</summary>
    public static IEnumerable<RunSummary> Wasted(IReadOnlyList<RunSummary> slot)
    {
        int success = slot.Index().LastOrDefault(x => x.Item.State == RunState.Succeeded, (-1, null!)).Index;
        return slot.Take(Math.Max(0, success)).Where(r => r.State is RunState.Failed or RunState.Aborted);
    }

    private static bool IsAnother(RunSummary run) => run.Attempt >= 2 || run.Cause == RunCause.Retry;
}
