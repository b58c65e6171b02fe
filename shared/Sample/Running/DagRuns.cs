using Observability.Sample.Catalogue;

namespace Observability.Sample.Running;

/// <summary>Runs of the DAGs, made of the runs of their tasks.</summary>
internal static class DagRuns
{
    public static Guid IdOf(SampleOptions options, Job task, Occasion occasion) =>
        RunId.Of(options.Seed, $"job:{task.Namespace}/{task.Group}", occasion.Start, occasion.Cause == Cause.Backfill ? 2 : 1);

    /// <summary>A DAG starts just before its first task, ends just after its last, and fails when a task's last attempt did, or one did not run.</summary>
    public static IEnumerable<Run> Of(SampleOptions options, IReadOnlyList<Run> runs)
    {
        Dictionary<string, int> tasks = Jobs.All.Where(j => j.Group.Length > 0).CountBy(j => j.Group).ToDictionary();
        List<Run> made = [];
        foreach (IGrouping<Guid, Run> tries in runs.Where(r => r.Parent is not null).GroupBy(r => r.Parent!.Value))
        {
            Run[] last = [.. tries.GroupBy(r => r.Name).Select(g => g.MaxBy(r => r.Attempt)!)];
            Run first = tries.MinBy(r => r.Start)!;
            Job task = first.Job!;
            DateTimeOffset start = first.Start.AddSeconds(-3);
            DateTimeOffset end = last.Max(r => r.End).AddSeconds(4);
            bool good = last.Length == tasks[task.Group] && last.All(r => r.Status == Status.Succeeded);
            bool open = last.Length < tasks[task.Group] && last.All(r => r.Status == Status.Succeeded);
            made.Add(new(
                null, task.Namespace, task.Group, tries.Key, first.Occasion, 1, start, open ? options.End.AddHours(1) : end,
                good ? Status.Succeeded : Status.Failed, [], good ? "" : "DAG run failed: at least one task has failed")
            { Fault = last.Select(r => r.Fault).FirstOrDefault(f => f is not null) });
        }

        return made;
    }
}
