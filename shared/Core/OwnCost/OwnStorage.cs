using Observability.Core.Storage;

namespace Observability.Core.OwnCost;

/// <summary>What the service keeps once all that ages has reached its age.</summary>
public static class OwnStorage
{
    private const string Series = "series";

    /// <summary>
    /// Bytes at rest: of tables that age, what a run leaves × the runs within their age; of the others, what a job leaves. Series are both: the newest points of each are there, older ones as long as runs, and
    /// a month more, since they go by whole months.
    /// </summary>
    public static double Bytes(OwnPlan plan, OwnCounts counts)
    {
        (OwnStretch few, OwnStretch many) = counts.Around(plan.Jobs);
        double runsPerDay = plan.RunsPerMinute * 24 * 60;
        double bytes = ((double)counts.Growth.BytesBefore / counts.Growth.Jobs * plan.Jobs) + (counts.Growth.BytesPerRun * runsPerDay * (plan.Retention.Runs.TotalDays + 31));
        foreach ((string table, long most) in many.StoredBytes.Where(t => t.Key != Series))
        {
            double added = most - few.StoredBytes.GetValueOrDefault(table);
            bytes += Retention.SpanOf(table, plan.Retention) is { } kept
                ? Math.Max(0, added) / (many.Runs - few.Runs) * runsPerDay * kept.TotalDays
                : Math.Max(0, added) / (many.Jobs - few.Jobs) * plan.Jobs;
        }

        return bytes;
    }
}
