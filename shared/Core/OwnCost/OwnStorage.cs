using Observability.Core.Storage;

namespace Observability.Core.OwnCost;

/// <summary>What the service keeps once all that ages has reached its age.</summary>
public static class OwnStorage
{
    /// <summary>Bytes at rest: of tables that age, what a run leaves × the runs within their age; of the others, what a job leaves.</summary>
    public static double Bytes(OwnPlan plan, OwnCounts counts)
    {
        OwnStretch few = counts.Stretches.MinBy(s => s.Jobs)!;
        OwnStretch many = counts.Stretches.MaxBy(s => s.Jobs)!;
        double runsPerDay = plan.RunsPerMinute * 24 * 60;
        double bytes = 0;
        foreach ((string table, long most) in many.StoredBytes)
        {
            double added = most - few.StoredBytes.GetValueOrDefault(table);
            bytes += Retention.SpanOf(table, plan.Retention) is { } kept
                ? Math.Max(0, added) / (many.Runs - few.Runs) * runsPerDay * kept.TotalDays
                : Math.Max(0, added) / (many.Jobs - few.Jobs) * plan.Jobs;
        }

        return bytes;
    }
}
