using System.Globalization;
using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>GET /api/v1/runs: newest first, of one job or of all. One answer looks at a bounded number of rows; <c>after</c> goes on where it stopped.</summary>
internal static class ListedRuns
{
    private const int MostLookedAt = 5000;
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
        (DateTimeOffset At, string RunId)? after = After(asked);
        if (job is null && to - from > TimeSpan.FromDays(31))
        {
            asked.Bad("from", "at most 31 days of all jobs at once");
        }

        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        DateTimeOffset before = after is { } last && last.At.AddTicks(1) < to ? last.At.AddTicks(1) : to;
        IAsyncEnumerable<RunSummary> runs = job is { } one
            ? service.Runs.OfJobAsync(one, before, MonthsOfJob, cancel)
            : service.Runs.RecentAsync(from, before, cancel);
        List<RunView> found = [];
        RunSummary? stopped = null;
        int looked = 0;
        bool passed = after is null;
        await foreach (RunSummary run in runs.ConfigureAwait(false))
        {
            if (run.Started < from)
            {
                break;
            }

            bool skip = !passed && run.Started == after!.Value.At;
            passed |= skip && run.RunId == after!.Value.RunId || !skip;
            if (skip)
            {
                continue;
            }

            if (found.Count == take || ++looked > MostLookedAt)
            {
                return Answer(found, stopped);
            }

            stopped = run;
            if (state is null || run.State == state)
            {
                found.Add(ViewOf(run));
            }
        }

        return Answer(found, null);
    }

    private static IResult Answer(List<RunView> found, RunSummary? stopped) => TypedResults.Json(
        new PageView<RunView>(found, stopped is null ? null : string.Create(CultureInfo.InvariantCulture, $"{stopped.Started.UtcTicks}.{stopped.RunId}")),
        ApiJson.Default.PageViewRunView);

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

    private static (DateTimeOffset At, string RunId)? After(Asked asked)
    {
        if (asked.Text("after") is not { } text)
        {
            return null;
        }

        string[] parts = text.Split('.', 2);
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) && ticks < DateTime.MaxValue.Ticks)
        {
            return (new DateTimeOffset(ticks, TimeSpan.Zero), parts[1]);
        }

        asked.Bad("after", "not what an earlier page gave");
        return null;
    }
}
