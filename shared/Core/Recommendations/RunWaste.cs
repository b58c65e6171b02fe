using Observability.Core.Cost;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations;

/// <summary>What some of a job's runs cost in one currency, beside what all of them cost.</summary>
public sealed record RunWaste
{
    /// <summary>Share of the job's cost, unitless, from which waste is worth a look.</summary>
    public const decimal LeastShare = 0.02m;

    /// <summary>Units of currency a month from which waste is worth a look.</summary>
    public const decimal LeastAmount = 1m;

    public required Subject Job { get; init; }

    public required string Currency { get; init; }

    /// <summary>Cost of the wasted runs by day.</summary>
    public required IReadOnlyDictionary<DateOnly, decimal> Daily { get; init; }

    public required decimal Wasted { get; init; }

    public required decimal All { get; init; }

    /// <summary>Wasted runs that cost something.</summary>
    public required IReadOnlyList<CostedRun> Runs { get; init; }

    /// <summary>Share of the wasted money that a tag named outright, 0 to 1.</summary>
    public required double Named { get; init; }

    public required IReadOnlyList<string> Resources { get; init; }

    public required IReadOnlyList<string> SubAccounts { get; init; }

    public decimal Share => All <= 0 ? 0 : Wasted / All;

    /// <summary>By job and currency, for every job that cost anything.</summary>
    /// <param name="isWaste">Of (job, run id).</param>
    public static IEnumerable<RunWaste> Of(Estate estate, Func<Subject, string, bool> isWaste) => estate.Attributed
        .SelectMany(d => d.Runs)
        .GroupBy(c => (c.Run.Job, c.Currency))
        .OrderBy(g => g.Key.Job.Text, StringComparer.Ordinal).ThenBy(g => g.Key.Currency, StringComparer.Ordinal)
        .Select(g => Of(g.Key.Job, g.Key.Currency, [.. g], isWaste));

    private static RunWaste Of(Subject job, string currency, RunCharge[] all, Func<Subject, string, bool> isWaste)
    {
        RunCharge[] wasted = [.. all.Where(c => isWaste(job, c.Run.RunId))];
        decimal sum = wasted.Sum(c => c.Amount);
        return new()
        {
            Job = job,
            Currency = currency,
            Daily = wasted.GroupBy(c => c.Day).ToDictionary(g => g.Key, g => g.Sum(c => c.Amount)),
            Wasted = sum,
            All = all.Sum(c => c.Amount),
            Runs = [.. wasted.Select(c => c.Run).Distinct().OrderBy(r => r.Started)],
            Named = sum <= 0 ? 0 : (double)(wasted.Where(c => c.Method == CostMethod.Tag).Sum(c => c.Amount) / sum),
            Resources = [.. wasted.GroupBy(c => c.Resource).OrderByDescending(g => g.Sum(c => c.Amount)).Select(g => g.Key).Where(r => r.Length > 0)],
            SubAccounts = [.. wasted.Select(c => c.SubAccount).Distinct().Order(StringComparer.Ordinal)],
        };
    }
}
