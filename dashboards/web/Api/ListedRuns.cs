using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>GET /api/v1/runs: newest first, of one job or of all.</summary>
internal static class ListedRuns
{
    private const int MonthsOfJob = 13;
    private static readonly TimeSpan Back = TimeSpan.FromDays(14);

    public static async Task<IResult> RunAsync(HttpRequest request, Service service, CancellationToken cancel)
    {
        Asked asked = new(request.Query);
        int take = asked.Take();
        Subject? job = asked.Subject("job");
        RunState? state = asked.Word<RunState>("state");
        DateTimeOffset now = service.Time.GetUtcNow();
        DateTimeOffset to = asked.Time("to") ?? now.AddTicks(1);
        DateTimeOffset from = asked.Time("from") ?? (job is null ? to - Back : DateTimeOffset.MinValue);
        PageMark? after = PageMark.Read(asked);
        if (job is null && to - from > TimeSpan.FromDays(31))
        {
            asked.Bad("from", "at most 31 days of all jobs at once");
        }

        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        DateTimeOffset before = PageMark.Before(after, to);
        IAsyncEnumerable<RunSummary> runs = job is { } one
            ? service.Runs.OfJobAsync(one, before, MonthsOfJob, cancel).TakeWhile(r => r.Started >= from)
            : service.Runs.RecentAsync(from, before, cancel);
        (IReadOnlyList<RunSummary> found, string? next) = await NewestFirst.TakeAsync(
            runs, run => new(run.Started, run.RunId), after, take, run => state is null || run.State == state).ConfigureAwait(false);
        return TypedResults.Json(new PageView<RunView>([.. found.Select(ViewOf)], next), ApiJson.Default.PageViewRunView);
    }

    private static RunView ViewOf(RunSummary run) => new(
        run.Job,
        run.RunId,
        run.State.ToString().ToLowerInvariant(),
        run.Started,
        run.Ended,
        run.Duration?.TotalSeconds,
        run.Attempt == 0 ? null : run.Attempt,
        run.Cause.ToString().ToLowerInvariant(),
        run.Scheduled,
        run.Rows,
        run.ParentRunId);
}
