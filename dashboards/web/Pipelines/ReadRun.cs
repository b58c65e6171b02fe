using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Web.Pipelines;

/// <summary>Reads one run and what belongs to it: at most 12 ranges.</summary>
internal static class ReadRun
{
    private const int MostLookedAt = 2000;
    private const int MostShown = 50;
    private static readonly TimeSpan Around = TimeSpan.FromDays(30);

    /// <param name="job">null: whichever job has a run of this id.</param>
    /// <returns>null when there is no such run.</returns>
    public static async Task<RunPageView?> RunAsync(Service service, string runId, Subject? job, CancellationToken cancel)
    {
        if (await service.Runs.FindAsync(runId, job, cancel).ConfigureAwait(false) is not { } run)
        {
            return null;
        }

        DateTimeOffset end = (run.Ended ?? run.LastEvent).AddDays(2);
        IReadOnlyList<SeriesPoint> durations = await service.Series.PointsAsync(run.Job, Measures.Duration, run.Started - Around, end, cancel).ConfigureAwait(false);
        return new(
            run,
            durations,
            durations.FirstOrDefault(p => p.Ref == run.RunId),
            await AttemptsAsync(service, run, cancel).ConfigureAwait(false),
            run.Children.Count == 0 ? [] : await ChildrenAsync(service, run, cancel).ConfigureAwait(false),
            await IncidentsAsync(service, run, end, cancel).ConfigureAwait(false));
    }

    private static async Task<IReadOnlyList<RunSummary>> AttemptsAsync(Service service, Run run, CancellationToken cancel)
    {
        List<RunSummary> attempts = [];
        await foreach (RunSummary other in service.Runs.OfJobAsync(run.Job, (run.Ended ?? run.LastEvent).AddDays(1), months: 2, cancel).ConfigureAwait(false))
        {
            if (other.Started < run.Started.AddDays(-1) || attempts.Count == MostShown)
            {
                break;
            }

            bool same = run.Scheduled is { } scheduled && other.Scheduled == scheduled.Value || run.Parent is { } parent && other.ParentRunId == parent.Value.RunId;
            if (same && other.RunId != run.RunId)
            {
                attempts.Add(other);
            }
        }

        return attempts;
    }

    private static async Task<IReadOnlyList<RunSummary>> ChildrenAsync(Service service, Run run, CancellationToken cancel)
    {
        List<RunSummary> children = [];
        int looked = 0;
        DateTimeOffset end = run.Ended ?? run.Started.AddDays(1);
        end = end - run.Started > TimeSpan.FromDays(2) ? run.Started.AddDays(2) : end;
        await foreach (RunSummary other in service.Runs.RecentAsync(run.Started, end.AddTicks(1), cancel).ConfigureAwait(false))
        {
            if (other.ParentRunId == run.RunId)
            {
                children.Add(other);
            }

            if (++looked == MostLookedAt || children.Count == MostShown)
            {
                break;
            }
        }

        children.Reverse();
        return children;
    }

    private static async Task<IReadOnlyList<IncidentSummary>> IncidentsAsync(Service service, Run run, DateTimeOffset end, CancellationToken cancel)
    {
        List<IncidentSummary> incidents = [.. (await service.IncidentLists.OpenAsync(cancel).ConfigureAwait(false)).Where(i => i.Touched(run.Job) && i.Opened <= end)];
        await foreach (IncidentSummary one in service.IncidentLists.OpenedAsync(run.Started.AddDays(-2), end, cancel).ConfigureAwait(false))
        {
            if (one.Touched(run.Job) && incidents.All(i => i.Id != one.Id) && !(one.Closed < run.Started))
            {
                incidents.Add(one);
            }
        }

        return incidents;
    }
}
