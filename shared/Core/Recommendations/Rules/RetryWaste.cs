using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations.Rules;

/// <summary>Money spent on attempts before the one that succeeded, of the same schedule: over 2 % of the job's cost and over 1 unit of currency a month.</summary>
public sealed class RetryWaste : IRule
{
    public string Name => "retry-waste";

    public RuleAnswer Find(Estate estate)
    {
        IReadOnlyList<RunSummary>[] repeated = [.. AttemptSlots.Of(estate.Summaries).Where(s => s.Count > 1)];
        HashSet<(Subject, string)> wasted = [.. repeated.SelectMany(AttemptSlots.Wasted).Select(r => (r.Job, r.RunId))];
        Dictionary<Subject, int> slots = repeated.Where(s => AttemptSlots.Wasted(s).Any()).GroupBy(s => s[0].Job).ToDictionary(g => g.Key, g => g.Count());
        return RunWasteAnswer.Of(
            Name,
            estate,
            (job, run) => wasted.Contains((job, run)),
            job => $"Retries of {job}: make the first attempt succeed",
            waste => $"{slots.GetValueOrDefault(waste.Job)} times it succeeded only after {waste.Runs.Count} failed attempts in all, which cost {waste.Wasted:N2} of {waste.All:N2} {waste.Currency} ({waste.Share:P1})",
            (waste, job) => JobFix.RetryLess(waste.Job, job, waste.Resources));
    }
}
