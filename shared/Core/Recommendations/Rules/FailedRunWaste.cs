using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations.Rules;

/// <summary>Money spent on attempts that failed: their 30-day cost by job, where it is over 2 % of the job's cost and over 1 unit of currency a month.</summary>
public sealed class FailedRunWaste : IRule
{
    public string Name => "failed-run-waste";

    public RuleAnswer Find(Estate estate)
    {
        HashSet<(Subject, string)> failed = [.. estate.Runs.Where(r => r.State == RunState.Failed).Select(r => (r.Job, r.RunId))];
        Dictionary<Subject, int> runs = estate.Runs.GroupBy(r => r.Job).ToDictionary(g => g.Key, g => g.Count());
        return RunWasteAnswer.Of(
            Name,
            estate,
            (job, run) => failed.Contains((job, run)),
            job => $"Failed runs of {job}: fail early, and fix what fails",
            waste => $"{waste.Runs.Count} of {runs.GetValueOrDefault(waste.Job)} runs failed and cost {waste.Wasted:N2} of {waste.All:N2} {waste.Currency} ({waste.Share:P1})",
            (waste, job) => JobFix.FailEarly(waste.Job, job, waste.Resources, UsualLength(estate, waste.Job)));
    }

    // Half as long again as 95 of 100 runs that went well: longer is no longer usual.
    private static TimeSpan? UsualLength(Estate estate, Subject job)
    {
        TimeSpan[] good = [.. estate.Runs.Where(r => r.Job == job && r.State == RunState.Succeeded).Select(r => r.Ended - r.Started).Order()];
        return good.Length < 5 ? null : 1.5 * good[(int)(0.95 * (good.Length - 1))];
    }
}
