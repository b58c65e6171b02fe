using System.Collections.Frozen;

namespace Observability.Core.Cost;

/// <summary>The tags of a charge that name what ran. Upper and lower case, <c>_</c>, <c>-</c>, <c>.</c> and spaces make no difference.</summary>
public static class ChargeTags
{
    /// <summary>Carry the id of one run.</summary>
    public static FrozenSet<string> Run { get; } = Set("run_id", "JobRunId", "PipelineRunId", "ActivityRunId", "dag_run_id", "DatabricksRunId", "dbt_run_id");

    /// <summary>Carry the id of a job.</summary>
    public static FrozenSet<string> Job { get; } = Set("job_id", "job_name", "DatabricksJobId", "pipeline_id", "pipeline_name", "dag_id");

    /// <summary>Carry the id of a cluster, which jobs may run on.</summary>
    public static FrozenSet<string> Cluster { get; } = Set("ClusterId", "DatabricksClusterId");

    /// <summary>Whether a charge with such a tag is of one run or job, and ends with it.</summary>
    public static bool EndsWithRun(IReadOnlyDictionary<string, string> tags) => tags.Keys.Select(Plain).Any(k => Run.Contains(k) || Job.Contains(k));

    /// <summary>A tag's key as the sets above spell it.</summary>
    public static string Plain(string key) =>
        string.Concat(key.Where(c => c is not ('_' or '-' or '.' or ' ')).Select(char.ToLowerInvariant));

    private static FrozenSet<string> Set(params string[] keys) => keys.Select(Plain).ToFrozenSet(StringComparer.Ordinal);
}
