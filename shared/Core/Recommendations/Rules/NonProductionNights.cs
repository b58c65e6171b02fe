using Observability.Core.Cost;

namespace Observability.Core.Recommendations.Rules;

/// <summary>What is not production and costs on weekends over 0.8 of what it costs on weekdays runs around the clock: off outside 12 h on 5 days it would cost 60/168.</summary>
/// <remarks>Saving = 30-day cost of what can be switched off × (1 − 60/168); low: cheapest week × (1 − 80/168); high: dearest week × (1 − 50/168).</remarks>
public sealed class NonProductionNights : IRule
{
    public string Name => "non-production-nights";

    public RuleAnswer Find(Estate estate)
    {
        List<Recommendation> found = [];
        List<NotFired> not = [];
        foreach (OffHours hours in OffHoursOf.All(estate))
        {
            IReadOnlyList<DateOnly> covered = [.. estate.Days.Where(d => d.SubAccount == hours.SubAccount).Select(d => d.Day).Distinct().Order()];
            (decimal? weekend, decimal? weekday) = hours.Means(covered);
            (decimal cost, decimal low, decimal high) = Monthly.Of(hours.Daily, covered);
            if (covered.Count < Estate.FewestDays || weekend is null || weekday is null)
            {
                not.Add(new(Name, hours.Resource, NotFiredReason.NoData, $"{covered.Count} days with a complete bill; needs {Estate.FewestDays}"));
                continue;
            }

            int active = covered.Count(d => hours.Daily.GetValueOrDefault(d) > 0);
            if (active < OffHours.LeastDays * covered.Count)
            {
                not.Add(new(Name, hours.Resource, NotFiredReason.BelowThreshold, $"it cost something on {active} of {covered.Count} days; fires when it does on {OffHours.LeastDays:P0} of them"));
                continue;
            }

            decimal saving = Monthly.Cents(cost * OffHours.OffShare);
            double ratio = weekday <= 0 ? 0 : (double)(weekend.Value / weekday.Value);
            if (ratio <= OffHours.LeastRatio || saving <= RunWaste.LeastAmount)
            {
                not.Add(new(Name, hours.Resource, NotFiredReason.BelowThreshold,
                    $"a weekend day costs {ratio:P0} of a weekday, saving {saving:N2} {hours.Currency} a month; fires over {OffHours.LeastRatio:P0} and {RunWaste.LeastAmount:N2} {hours.Currency}"));
                continue;
            }

            Saving money = new(saving, Monthly.Cents(low * OffHours.LowShare), Monthly.Cents(high * OffHours.HighShare), hours.Currency);
            found.Add(Recommend(estate, hours, covered.Count, money, cost, (weekend.Value, weekday.Value, ratio)));
        }

        if (found.Count + not.Count == 0)
        {
            not.Add(new(Name, "estate", NotFiredReason.NoData,
                estate.Days.Count == 0 ? "no complete day of any bill" : "no sub-account, resource or tag matches environments.non_production"));
        }

        return new(found, not);
    }

    private Recommendation Recommend(Estate estate, OffHours hours, int days, Saving saving, decimal cost, (decimal Weekend, decimal Weekday, double Ratio) means)
    {
        HashSet<string> resources = [.. hours.Dearest.Select(i => ResourceName.Plain(i.ResourceId))];
        CostedRun[] runs = [.. estate.Runs.Where(r => resources.Contains(r.Resource))];
        int night = runs.Count(r => IsOff(r.Started));
        (string fix, string undo) = OffFix.Of(hours.Dearest);
        return new()
        {
            Rule = Name,
            Resource = hours.Resource,
            Title = $"{hours.Label} is not production and runs at nights and weekends",
            Saving = saving,
            // Work at night is a reason to run then: every such run takes from the confidence.
            Confidence = Math.Round(0.8 * Math.Min(1, days / 28.0) * (1 - (0.5 * (runs.Length == 0 ? 0 : (double)night / runs.Length))), 2),
            Evidence =
            [
                $"a weekend day costs {means.Weekend:N2} {hours.Currency}, a weekday {means.Weekday:N2} ({means.Ratio:P0}): it does not rest",
                $"{cost:N2} {hours.Currency} a month could be off 108 of 168 hours" + (hours.Kept == 0 ? "" : $"; {hours.Kept:N2} {hours.Currency} for storage and for runs that end by themselves stays"),
                $"not production by {hours.Because}",
                runs.Length == 0 ? "no run of a known job uses it" : $"{night} of {runs.Length} runs on it start between 19:00 and 07:00 UTC or on a weekend" + (night > 0 ? ": they would have to move" : ""),
                estate.Coverage(days),
            ],
            Fix = fix,
            Undo = undo,
            Owner = Configuration.Ownership.OwnerOf(estate.Settings, new(hours.Resource)) ?? Tag(hours),
            About = [new(hours.Resource), .. hours.Dearest.Take(20).Select(i => CostPoints.Resource(i.ResourceId))],
        };
    }

    private static string? Tag(OffHours hours) => hours.Dearest.Select(i => i.Tags.GetValueOrDefault("team")).OfType<string>().FirstOrDefault();

    private static bool IsOff(DateTimeOffset time) =>
        time.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || time.UtcDateTime.Hour is < 7 or >= 19;
}
