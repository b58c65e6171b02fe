using Observability.Core.Cost;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations;

/// <summary>From the waste of runs to an answer: the same thresholds, range and confidence for every rule about runs.</summary>
internal static class RunWasteAnswer
{
    /// <summary>Trust in a share by wall time, where 1 is a charge that names its run.</summary>
    private const double SharedTrust = 0.7;

    /// <param name="title">From the job's name.</param>
    /// <param name="first">What was counted, for the first line of evidence.</param>
    public static RuleAnswer Of(
        string rule, Estate estate, Func<Subject, string, bool> isWaste, Func<string, string> title, Func<RunWaste, string> first, Func<RunWaste, JobState?, (string Fix, string Undo)> fix)
    {
        List<Recommendation> found = [];
        List<NotFired> not = [];
        if (estate.Attributed.All(d => d.Runs.Count == 0))
        {
            string why = estate.Days.Count == 0 ? "no complete day of any bill" : estate.Runs.Count == 0 ? "no runs" : "no charge names a run, a job or the resource of one (job tag resource_id)";
            return new([], [new(rule, "estate", NotFiredReason.NoData, $"{why} between {estate.From:yyyy-MM-dd} and {estate.To:yyyy-MM-dd}")]);
        }

        foreach (RunWaste waste in RunWaste.Of(estate, isWaste))
        {
            IReadOnlyList<DateOnly> covered = estate.Covered(waste.Currency);
            (decimal amount, decimal low, decimal high) = Monthly.Of(waste.Daily, covered);
            if (covered.Count < Estate.FewestDays)
            {
                not.Add(new(rule, waste.Job.Text, NotFiredReason.NoData, $"{covered.Count} days with a complete bill in {waste.Currency}; needs {Estate.FewestDays}"));
            }
            else if (waste.Share <= RunWaste.LeastShare || amount <= RunWaste.LeastAmount)
            {
                not.Add(new(rule, waste.Job.Text, NotFiredReason.BelowThreshold,
                    $"{amount:N2} {waste.Currency} a month, {waste.Share:P1} of the job's cost; fires over {RunWaste.LeastAmount:N2} {waste.Currency} and {RunWaste.LeastShare:P0}"));
            }
            else
            {
                found.Add(Recommend(rule, estate, waste, covered.Count, new(amount, low, high, waste.Currency), title, first, fix));
            }
        }

        not.AddRange(estate.Jobs.Keys.Except(estate.Attributed.SelectMany(d => d.Runs).Select(c => c.Run.Job)).OrderBy(j => j.Text, StringComparer.Ordinal)
            .Select(j => new NotFired(rule, j.Text, NotFiredReason.NoData, "no charge was found for its runs")));
        return new(found, not);
    }

    private static Recommendation Recommend(
        string rule, Estate estate, RunWaste waste, int days, Saving saving, Func<string, string> title, Func<RunWaste, string> first, Func<RunWaste, JobState?, (string Fix, string Undo)> fix)
    {
        JobState? job = estate.Jobs.GetValueOrDefault(waste.Job);
        (string change, string undo) = fix(waste, job);
        double trust = waste.Named + ((1 - waste.Named) * SharedTrust);
        return new()
        {
            Rule = rule,
            Resource = waste.Job.Text,
            Title = title(waste.Job.Name),
            Saving = saving,
            Confidence = Math.Round(trust * Math.Min(1, days / 28.0), 2),
            Evidence = [first(waste), .. Evidence(waste, job), estate.Coverage(days)],
            Fix = change,
            Undo = undo,
            Owner = estate.OwnerOf(waste.Job),
            About =
            [
                waste.Job,
                .. waste.Resources.Take(5).Select(CostPoints.Resource),
                .. waste.SubAccounts.Select(s => Subject.Spend(("SubAccountId", s))),
            ],
        };
    }

    private static IEnumerable<string> Evidence(RunWaste waste, JobState? job)
    {
        yield return waste.Named >= 0.999 ? "every charge names its run or job in a tag"
            : waste.Named <= 0.001 ? $"the day's charges of {SafeText.Cut(waste.Resources.Count > 0 ? waste.Resources[0] : "its resource", 160)} shared by the wall time of its runs"
            : $"{waste.Named:P0} of it from charges that name their run, the rest shared by wall time";
        if (waste.Runs.Count > 0)
        {
            CostedRun last = waste.Runs[^1];
            yield return $"the last one: run {SafeText.Cut(last.RunId, 64)}, {last.Started:yyyy-MM-dd HH:mm} UTC, {Quantity.Duration(last.Ended - last.Started)}";
        }

        if (job?.Last?.Value is { Error: { Length: > 0 } error })
        {
            yield return "last error: " + SafeText.Cut(error, 200);
        }
    }
}
