namespace Observability.Core.Recommendations;

/// <summary>From what days cost to what a month costs, with the range that the weeks of the same data show.</summary>
public static class Monthly
{
    /// <summary>Amount = sum × 30 / days covered; low and high = the cheapest and dearest whole week × 30 / 7, widened to hold the amount.</summary>
    /// <param name="daily">Amount by day; days without one cost 0. One currency.</param>
    /// <param name="covered">Days with a complete bill, ascending; at least 7 in a row for a range wider than the amount.</param>
    /// <returns>In the currency of the input a month of 30 days, rounded to cents.</returns>
    public static (decimal Amount, decimal Low, decimal High) Of(IReadOnlyDictionary<DateOnly, decimal> daily, IReadOnlyList<DateOnly> covered)
    {
        if (covered.Count == 0)
        {
            return default;
        }

        decimal amount = covered.Sum(d => daily.GetValueOrDefault(d)) * Estate.WindowDays / covered.Count;
        HashSet<DateOnly> known = [.. covered];
        List<decimal> weeks = [];
        for (DateOnly end = covered[^1]; end.AddDays(-6) >= covered[0]; end = end.AddDays(-7))
        {
            DateOnly[] week = [.. Enumerable.Range(0, 7).Select(i => end.AddDays(-i))];
            if (week.All(known.Contains))
            {
                weeks.Add(week.Sum(d => daily.GetValueOrDefault(d)) * Estate.WindowDays / 7);
            }
        }

        return (Cents(amount), Cents(weeks.Append(amount).Min()), Cents(weeks.Append(amount).Max()));
    }

    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
