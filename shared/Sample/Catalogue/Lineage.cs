namespace Observability.Sample.Catalogue;

/// <summary>What lies downstream.</summary>
internal static class Lineage
{
    /// <summary>Subjects of all jobs and datasets that something reaches: the datasets themselves, their readers, what those write, and so on.</summary>
    public static SortedSet<string> Downstream(IEnumerable<Dataset> datasets)
    {
        SortedSet<string> reached = new(StringComparer.Ordinal);
        HashSet<Dataset> touched = [.. datasets];
        HashSet<string> groups = [];
        reached.UnionWith(touched.Select(d => d.Subject));
        foreach (Job job in Jobs.All) // in the order of the lineage: one pass is enough
        {
            if (job.Inputs.Any(i => touched.Contains(i.Dataset)))
            {
                reached.Add(job.Subject);
                touched.UnionWith(job.Outputs);
                reached.UnionWith(job.Outputs.Select(d => d.Subject));
                if (job.Group.Length > 0 && groups.Add(job.Group))
                {
                    reached.Add($"job:{job.Namespace}/{job.Group}");
                }
            }
        }

        return reached;
    }

    /// <summary>What stops when a job does: itself, what it writes, and the jobs that do not work without that, with what they write.</summary>
    public static SortedSet<string> Broken(Job? job, IEnumerable<Dataset> datasets)
    {
        SortedSet<string> broken = new(StringComparer.Ordinal);
        HashSet<Dataset> behind = [.. datasets];
        broken.UnionWith(behind.Select(d => d.Subject));
        foreach (Job next in Jobs.All)
        {
            bool follows = job is { Group.Length: > 0 } && next.Group == job.Group;
            if (next == job || follows || next.Inputs.Any(i => i.Need != Need.Old && behind.Contains(i.Dataset)))
            {
                broken.Add(next.Subject);
                behind.UnionWith(next.Outputs);
                broken.UnionWith(next.Outputs.Select(d => d.Subject));
            }
        }

        return broken;
    }
}
