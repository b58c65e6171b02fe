using Observability.Core.Cost;

namespace Observability.Core.Reports;

/// <summary>The money of a week, by currency.</summary>
internal static class MoneyOf
{
    private const int MostServices = 6;
    private const string Other = "other";

    /// <summary>The report's currency first, then by amount; a currency that nothing was paid in this week is left out.</summary>
    public static IReadOnlyList<MoneyView> Of(ReportFacts facts, CostCells cells)
    {
        IReadOnlyList<AttributedDay> attributed = Attributed(facts);
        return
        [
            .. cells.All.Where(c => c.Day >= facts.Week.Monday).GroupBy(c => c.Currency)
                .OrderByDescending(g => g.Key == facts.Currency)
                .ThenByDescending(g => g.Sum(c => c.Amount))
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Of(facts, cells, attributed, g.Key)),
        ];
    }

    private static MoneyView Of(ReportFacts facts, CostCells cells, IReadOnlyList<AttributedDay> attributed, string currency)
    {
        decimal[] earlier = [.. Enumerable.Range(1, ReportFacts.WeeksBefore).Where(cells.Has).Select(w => cells.OnCompared(currency, w).Sum(c => c.Amount))];
        return new()
        {
            Currency = currency,
            Total = cells.InWeek(currency).Sum(c => c.Amount),
            ComparedDays = cells.Compared.Count,
            Compared = cells.OnCompared(currency, 0).Sum(c => c.Amount),
            Before = cells.Has(1) ? cells.OnCompared(currency, 1).Sum(c => c.Amount) : null,
            Mean = earlier.Length < 2 ? null : earlier.Average(),
            SubAccounts = Lines(cells, currency, c => c.SubAccount),
            Services = Lines(cells, currency, c => c.Service),
            Teams = Lines(cells, currency, c => c.Team),
            Movers = MoversOf.Of(facts, cells, currency),
            Daily = Daily(facts, cells, currency),
            Waste = Waste(facts, attributed, currency),
            Restatements =
            [
                .. facts.Days.Where(d => d.Day >= facts.Week.Monday && d.Before.TryGetValue(currency, out decimal before) && before != d.Totals().GetValueOrDefault(currency))
                    .OrderBy(d => d.Day).ThenBy(d => d.SubAccount, StringComparer.Ordinal)
                    .Select(d => new Restatement(d.Day, d.SubAccountName.Length > 0 ? d.SubAccountName : d.SubAccount, d.Before[currency], d.Totals().GetValueOrDefault(currency), d.AsOf)),
            ],
        };
    }

    private static IReadOnlyList<MoneyLine> Lines(CostCells cells, string currency, Func<CostCell, string> by)
    {
        Dictionary<string, decimal> before = cells.OnCompared(currency, 1).GroupBy(by).ToDictionary(g => g.Key, g => g.Sum(c => c.Amount));
        Dictionary<string, decimal> now = cells.InWeek(currency).GroupBy(by).ToDictionary(g => g.Key, g => g.Sum(c => c.Amount));
        return
        [
            .. now.Keys.Union(before.Keys)
                .Select(name => new MoneyLine(name, now.GetValueOrDefault(name), cells.Has(1) ? before.GetValueOrDefault(name) : null))
                .Where(l => l.Amount != 0 || l.Before is > 0)
                .OrderByDescending(l => l.Amount).ThenBy(l => l.Name, StringComparer.Ordinal),
        ];
    }

    private static DailyCosts Daily(ReportFacts facts, CostCells cells, string currency)
    {
        DateOnly[] days = [.. Enumerable.Range(0, 7 * (ReportFacts.WeeksBefore + 1)).Select(i => facts.Week.Monday.AddDays(i - (7 * ReportFacts.WeeksBefore)))];
        CostCell[] all = [.. cells.All.Where(c => c.Currency == currency)];
        string[] largest = [.. all.GroupBy(c => c.Service).OrderByDescending(g => g.Sum(c => c.Amount)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];
        string[] shown = largest.Length > MostServices ? [.. largest.Take(MostServices - 1), Other] : largest;
        Dictionary<(string, DateOnly), decimal> sums = all
            .GroupBy(c => (largest.Length > MostServices && !shown.Contains(c.Service) ? Other : c.Service, c.Day))
            .ToDictionary(g => g.Key, g => g.Sum(c => c.Amount));
        decimal Total(DateOnly day) => shown.Sum(s => sums.GetValueOrDefault((s, day)));
        return new(
            days,
            shown,
            [.. shown.Select(s => (IReadOnlyList<decimal>)[.. days.Select(d => sums.GetValueOrDefault((s, d)))])],
            [.. days.Select(cells.IsKnown)],
            [.. facts.Week.Days.Select(d => Range([.. Enumerable.Range(1, ReportFacts.WeeksBefore).Select(w => d.AddDays(-7 * w)).Where(cells.IsKnown).Select(Total)]))]);
    }

    private static (decimal, decimal)? Range(decimal[] past) => past.Length < 3 ? null : (past.Min(), past.Max());

    private static IReadOnlyList<AttributedDay> Attributed(ReportFacts facts)
    {
        RunCosts costs = new(CostedRuns.Of(facts.Runs, facts.Jobs, facts.Now), facts.Jobs.Values.Select(CostedRuns.ResourceOf));
        return [.. facts.Days.Where(d => d.Day >= facts.Week.Monday).Select(costs.Of)];
    }

    private static WasteView Waste(ReportFacts facts, IReadOnlyList<AttributedDay> attributed, string currency)
    {
        bool Mine(RunCharge c) => c.Currency == currency && (facts.IsEstate || Owners.Of(c.Run.Job, facts.Jobs.GetValueOrDefault(c.Run.Job), facts.Settings) == facts.Audience);
        decimal found = attributed.SelectMany(d => d.Runs).Where(c => c.Currency == currency).Sum(c => c.Amount);
        decimal all = found + attributed.SelectMany(d => d.Others).Where(c => c.Currency == currency).Sum(c => c.Amount);
        return new(
            [.. facts.Week.Days.Select(day => attributed.Where(d => d.Day == day).SelectMany(d => d.Runs).Where(c => Mine(c) && c.Run.State == Pipelines.RunState.Failed).Sum(c => c.Amount))],
            [.. facts.Week.Days.Select(day => !facts.IsEstate ? 0 : attributed.Where(d => d.Day == day).SelectMany(d => d.Others).Where(c => c.Currency == currency && c.Method == CostMethod.Idle).Sum(c => c.Amount))],
            all <= 0 ? 0 : (double)(found / all));
    }
}
