using Observability.Core;
using Observability.Core.Pipelines;
using Observability.Web.Layout;

namespace Observability.Web.Pipelines;

/// <summary>Reads the list of jobs: 12 ranges.</summary>
internal static class ReadPipelines
{
    public static async Task<PipelinesView> RunAsync(Service service, ListFilter filter, CancellationToken cancel)
    {
        IReadOnlyList<KnownJob> all = await KnownJobs.AllAsync(service, cancel).ConfigureAwait(false);
        KnownJob[] found =
        [
            .. all.Where(j => filter.Takes(j.State.Job.Name, j.Owner) && IsIn(j, filter.State))
                .OrderByDescending(j => j.Failing).ThenByDescending(j => j.Late).ThenBy(j => j.State.Job.Text, StringComparer.Ordinal),
        ];
        return new(
            [.. found.Skip((filter.Page - 1) * ListFilter.PageRows).Take(ListFilter.PageRows)],
            found.Length,
            all.Count,
            all.Count(j => j.Failing),
            all.Count(j => j.Late),
            all.Count(IsRunning),
            [.. all.Select(j => j.Owner).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase)],
            filter);
    }

    private static bool IsIn(KnownJob job, string? state) => state switch
    {
        "failing" => job.Failing,
        "late" => job.Late,
        "running" => IsRunning(job),
        _ => true,
    };

    private static bool IsRunning(KnownJob job) => job.State.Last?.Value.State == RunState.Running;
}
