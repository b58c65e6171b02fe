using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Pipelines;
using Observability.Core.Series;

namespace Observability.Web.Api;

/// <summary>GET /api/v1/jobs and /api/v1/datasets: by name.</summary>
internal static class ListedJobs
{
    public static async Task<IResult> RunAsync(HttpRequest request, Service service, CancellationToken cancel)
    {
        Asked asked = new(request.Query);
        int take = asked.Take();
        RunState? state = asked.Word<RunState>("state");
        (string? text, string? owner, string? after) = (asked.Text("text"), asked.Text("owner"), asked.Text("after"));
        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        KnownJob[] found =
        [
            .. (await KnownJobs.AllAsync(service, cancel).ConfigureAwait(false))
                .Where(j => (state is null || j.State.Last?.Value.State == state) && (owner is null || j.Owner == owner)
                    && (text is null || j.State.Job.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
                    && (after is null || string.CompareOrdinal(j.State.Job.Text, after) > 0))
                .Take(take + 1),
        ];
        return TypedResults.Json(
            new PageView<JobView>([.. found.Take(take).Select(ViewOf)], found.Length > take ? found[take - 1].State.Job.Text : null),
            ApiJson.Default.PageViewJobView);
    }

    public static async Task<IResult> DatasetsAsync(HttpRequest request, Service service, CancellationToken cancel)
    {
        Asked asked = new(request.Query);
        int take = asked.Take();
        (string? text, string? owner, string? after) = (asked.Text("text"), asked.Text("owner"), asked.Text("after"));
        bool late = asked.Flag("late");
        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        KnownDataset[] found =
        [
            .. (await KnownDatasets.AllAsync(service, cancel).ConfigureAwait(false))
                .Where(d => (owner is null || d.Owner == owner) && (!late || d.Outlook?.LateSince is not null)
                    && (text is null || d.State.Dataset.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
                    && (after is null || string.CompareOrdinal(d.State.Dataset.Text, after) > 0))
                .Take(take + 1),
        ];
        return TypedResults.Json(
            new PageView<DatasetView>([.. found.Take(take).Select(ViewOf)], found.Length > take ? found[take - 1].State.Dataset.Text : null),
            ApiJson.Default.PageViewDatasetView);
    }

    private static JobView ViewOf(KnownJob job)
    {
        (JobState state, Outlook? outlook) = (job.State, job.Outlook);
        return new(
            state.Job,
            job.Owner,
            state.Tags?.Value ?? new Dictionary<string, string>(),
            state.Integration?.Value,
            state.JobType?.Value,
            state.Streaming,
            state.Parent?.Value,
            state.Last?.Value is { } last ? new(last.RunId, last.State.ToString().ToLowerInvariant(), last.Started, last.Ended, last.Error) : null,
            state.LastGood,
            outlook?.Expected,
            outlook?.Deadline,
            outlook?.LateSince,
            outlook?.Usual,
            outlook?.Lower,
            outlook?.Upper);
    }

    private static DatasetView ViewOf(KnownDataset dataset) => new(
        dataset.State.Dataset,
        dataset.Owner,
        dataset.State.Updated,
        dataset.State.Rows?.Value,
        dataset.Outlook?.Expected,
        dataset.Outlook?.Deadline,
        dataset.Outlook?.LateSince,
        dataset.State.Columns?.Value.Count ?? 0);
}
