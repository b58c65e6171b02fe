using Observability.Core.Recommendations;

namespace Observability.Core.Reports;

/// <summary>From facts to a report. Pure: the same facts give the same report.</summary>
public static class WeeklyReportOf
{
    public static WeeklyReport Of(ReportFacts facts)
    {
        CostCells cells = new(facts);
        IReadOnlyList<MoneyView> money = MoneyOf.Of(facts, cells);
        ReliabilityView reliability = ReliabilityOf.Of(facts);
        Recommendation[] recommendations =
        [
            .. facts.Recommendations.Where(r => facts.IsEstate || r.Owner == facts.Audience)
                .OrderByDescending(r => money.Count > 0 && r.Saving.Currency == money[0].Currency)
                .ThenByDescending(r => r.Saving.Amount).ThenBy(r => r.Resource, StringComparer.Ordinal).ThenBy(r => r.Rule, StringComparer.Ordinal),
        ];
        IReadOnlyList<(string, decimal, decimal, decimal)> savings = Savings(recommendations);
        return new()
        {
            Week = facts.Week,
            Audience = facts.Audience,
            Made = facts.Now,
            Complete = cells.Missing.Count == 0,
            Missing = cells.Missing,
            Headline = Headline.Of(money, reliability, savings, cells.Missing.Count == 0),
            Money = money,
            Reliability = reliability,
            Recommendations = recommendations,
            Savings = savings,
            First = DoFirst.Of(reliability, recommendations, money.Count == 0 ? null : money[0].Currency, cells.Missing),
        };
    }

    // Failed and retried attempts overlap: of several recommendations about one resource, the largest counts.
    private static IReadOnlyList<(string, decimal, decimal, decimal)> Savings(Recommendation[] recommendations) =>
    [
        .. recommendations.GroupBy(r => (r.Saving.Currency, r.Resource)).Select(g => g.MaxBy(r => r.Saving.Amount)!.Saving)
            .GroupBy(s => s.Currency)
            .Select(g => (g.Key, g.Sum(s => s.Amount), g.Sum(s => s.Low), g.Sum(s => s.High)))
            .OrderByDescending(s => s.Item2).ThenBy(s => s.Key, StringComparer.Ordinal),
    ];
}
