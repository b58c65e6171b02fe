using Observability.Core.Configuration;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Slos;

/// <summary>How much went well of one objective on one day (UTC).</summary>
/// <param name="Good">Runs, or hours of datasets; at most <paramref name="Total"/>.</param>
public sealed record SloDay(DateOnly Day, double Good, double Total);

/// <summary>Adds up days of objectives.</summary>
public static class SloTally
{
    /// <summary>Runs that went well, of those that ended, by the tries for one scheduled time or one parent: one that went well is enough.</summary>
    /// <param name="runs">Those that began on the day.</param>
    public static SloDay Runs(DateOnly day, string subject, IEnumerable<RunSummary> runs)
    {
        bool[] went =
        [
            .. runs.Where(r => r.State is RunState.Succeeded or RunState.Failed && Glob.Matches(subject, r.Job.Text))
                .GroupBy(r => (r.Job, Try: r.Scheduled?.UtcTicks.ToString() ?? r.ParentRunId ?? r.RunId))
                .Select(g => g.Any(r => r.State == RunState.Succeeded)),
        ];
        return new(day, went.Count(w => w), went.Length);
    }

    /// <summary>Hours in which datasets were not stale; a dataset that is stale in two incidents at once is stale once.</summary>
    /// <param name="datasets">All whose rhythm is known.</param>
    /// <param name="stale">From when to when each was; null: still.</param>
    public static SloDay Freshness(DateOnly day, string subject, IEnumerable<Subject> datasets, IEnumerable<(Subject Dataset, DateTimeOffset Since, DateTimeOffset? Until)> stale)
    {
        DateTimeOffset begin = new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        HashSet<Subject> meant = [.. datasets.Where(d => Glob.Matches(subject, d.Text))];
        double total = meant.Count * 24.0;
        double bad = stale.Where(s => meant.Contains(s.Dataset)).GroupBy(s => s.Dataset).Sum(g => Hours(g.Select(s => (s.Since, s.Until)), begin, begin.AddDays(1)));
        return new(day, total - bad, total);
    }

    /// <summary>Hours of [begin, end) that any of the spans covers.</summary>
    private static double Hours(IEnumerable<(DateTimeOffset Since, DateTimeOffset? Until)> spans, DateTimeOffset begin, DateTimeOffset end)
    {
        double hours = 0;
        DateTimeOffset covered = begin;
        foreach ((DateTimeOffset since, DateTimeOffset? until) in spans.OrderBy(s => s.Since))
        {
            DateTimeOffset from = since > covered ? since : covered;
            DateTimeOffset to = until is { } over && over < end ? over : end;
            if (to > from)
            {
                hours += (to - from).TotalHours;
                covered = to;
            }
        }

        return hours;
    }
}
