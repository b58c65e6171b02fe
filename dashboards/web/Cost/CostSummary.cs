using Observability.Core.Cost;

namespace Observability.Web.Cost;

/// <summary>Effective cost of one day in one currency, all sub-accounts together.</summary>
/// <param name="Complete">Whether every sub-account's bill was stated after the day was over.</param>
/// <param name="Before">What the deliveries before the newest stated, where any was restated; null where none was.</param>
public sealed record CostDay(DateOnly Day, decimal Amount, bool Complete, decimal? Before);

/// <summary>Effective cost in one currency. Only complete days are compared with each other.</summary>
/// <param name="Last">Newest complete day; null when none is.</param>
/// <param name="UsualDay">Mean of the complete days before it that fell on the same day of the week, up to 4.</param>
/// <param name="Week">Sum of the newest 7 complete days.</param>
/// <param name="WeekBefore">Sum of the 7 before them; 0 when there are fewer.</param>
public sealed record CostSummary(string Currency, IReadOnlyList<CostDay> Days, DateOnly? Last, decimal LastDay, decimal UsualDay, decimal Week, decimal WeekBefore)
{
    /// <summary>One for each currency, the one with the most money first.</summary>
    public static IReadOnlyList<CostSummary> Of(IReadOnlyList<DayCost> days) =>
    [
        .. days.SelectMany(d => d.Totals().Keys).Distinct()
            .Select(currency => Of(currency, [.. In(days, currency).GroupBy(d => d.Day).OrderBy(g => g.Key).Select(g => DayOf(g.Key, currency, [.. g]))]))
            .OrderByDescending(s => s.Days.Sum(d => d.Amount)),
    ];

    // Sub-accounts that are billed in the currency: others say nothing of whether a day of it is complete.
    private static IEnumerable<DayCost> In(IReadOnlyList<DayCost> days, string currency)
    {
        HashSet<string> accounts = [.. days.Where(d => d.Items.Any(i => i.Currency == currency)).Select(d => d.SubAccount)];
        return days.Where(d => accounts.Contains(d.SubAccount));
    }

    /// <param name="days">Oldest first.</param>
    public static CostSummary Of(string currency, IReadOnlyList<CostDay> days)
    {
        CostDay[] complete = [.. days.Where(d => d.Complete)];
        decimal[] before = [.. complete.SkipLast(1).Where(d => d.Day.DayOfWeek == complete[^1].Day.DayOfWeek).TakeLast(4).Select(d => d.Amount)];
        CostDay[] weekBefore = [.. complete.SkipLast(7).TakeLast(7)];
        return new(
            currency,
            days,
            complete.Length > 0 ? complete[^1].Day : null,
            complete.Length > 0 ? complete[^1].Amount : 0,
            before.Length > 0 ? before.Average() : 0,
            complete.TakeLast(7).Sum(d => d.Amount),
            weekBefore.Length == 7 ? weekBefore.Sum(d => d.Amount) : 0);
    }

    private static CostDay DayOf(DateOnly day, string currency, DayCost[] accounts)
    {
        bool restated = accounts.Any(a => a.Deliveries > 1 && a.Before.TryGetValue(currency, out decimal old) && old != a.Totals().GetValueOrDefault(currency));
        return new(
            day,
            accounts.Sum(a => a.Totals().GetValueOrDefault(currency)),
            accounts.All(a => a.Complete),
            restated ? accounts.Sum(a => a.Before.TryGetValue(currency, out decimal old) ? old : a.Totals().GetValueOrDefault(currency)) : null);
    }
}
