using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Cost;

/// <summary>Which runs can carry a cost, and what charges may know them by.</summary>
public static class CostedRuns
{
    /// <summary>Tag of a job that names its resource.</summary>
    public const string ResourceTag = "resource_id";

    /// <remarks>A run that only started others is left out: its time is theirs, and would take a share of every charge twice.</remarks>
    /// <param name="now">End of the runs that are not over.</param>
    public static IReadOnlyList<CostedRun> Of(IEnumerable<RunSummary> runs, IReadOnlyDictionary<Subject, JobState> jobs, DateTimeOffset now)
    {
        RunSummary[] all = [.. runs.DistinctBy(r => (r.Job, r.RunId))];
        HashSet<string> parents = [.. all.Where(r => r.ParentRunId is not null).Select(r => r.ParentRunId!)];
        Dictionary<Subject, (string Resource, IReadOnlyList<string> Ids)> known = [];
        List<CostedRun> costed = [];
        foreach (RunSummary run in all)
        {
            if (parents.Contains(run.RunId) || run.State is RunState.Scheduled or RunState.Unknown)
            {
                continue;
            }

            if (!known.TryGetValue(run.Job, out (string Resource, IReadOnlyList<string> Ids) job))
            {
                known[run.Job] = job = OfJob(run.Job, jobs.GetValueOrDefault(run.Job));
            }

            costed.Add(new(run.Job, run.RunId, run.State, run.Started, run.Ended ?? (now > run.Started ? now : run.Started), job.Resource, job.Ids));
        }

        return costed;
    }

    /// <summary>The resource that a job runs on; empty when nothing says so.</summary>
    public static string ResourceOf(JobState? job) => ResourceName.Plain(job?.Tags?.Value.GetValueOrDefault(ResourceTag) ?? "");

    private static (string, IReadOnlyList<string>) OfJob(Subject job, JobState? state)
    {
        IEnumerable<string> tagged = (state?.Tags?.Value ?? new Dictionary<string, string>())
            .Where(t => t.Value.Length > 0 && ChargeTags.Plain(t.Key) is var key && (ChargeTags.Job.Contains(key) || ChargeTags.Cluster.Contains(key)))
            .Select(t => t.Value);
        return (ResourceOf(state), [.. tagged.Append(job.Name).Append(job.Name[(job.Name.LastIndexOf('/') + 1)..]).Distinct()]);
    }
}
