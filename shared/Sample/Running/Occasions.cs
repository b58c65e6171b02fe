using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Sample.Running;

/// <summary>When a job is to run.</summary>
internal static class Occasions
{
    /// <summary>Scheduled ones in the window, ascending.</summary>
    public static IEnumerable<Occasion> Scheduled(Job job, SampleOptions options)
    {
        DateTimeOffset? before = null;
        foreach (DateTimeOffset due in job.Cadence.Times(options.From, options.End))
        {
            yield return new(due, due, before ?? due - job.Cadence.Step, Cause.Scheduled);
            before = due;
        }
    }

    /// <summary>Old intervals that end two weeks before the backfill, three at a time.</summary>
    public static IEnumerable<Occasion> Old(Job job, Backfill backfill)
    {
        TimeSpan chain = TimeSpan.FromMinutes(Jobs.All.Where(j => j.Group == job.Group).Sum(j => j.Minutes + 1));
        DateTimeOffset last = backfill.Begin.AddDays(-14);
        DateTimeOffset[] due = [.. job.Cadence.Times(last.AddDays(-backfill.Intervals), last)];
        for (int i = 0; i < due.Length; i++)
        {
            yield return new(due[i], backfill.Begin + chain * (i / 3) + TimeSpan.FromSeconds(2 * (i % 3)), due[i] - job.Cadence.Step, Cause.Backfill);
        }
    }
}
