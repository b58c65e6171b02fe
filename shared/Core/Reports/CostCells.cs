namespace Observability.Core.Reports;

/// <summary>A charge with the names that reports group by.</summary>
internal sealed record CostCell(DateOnly Day, string SubAccountId, string SubAccount, string Service, string ResourceId, string Resource, string Team, string Currency, decimal Amount);

/// <summary>The charges of an audience, flat, and which days can be compared.</summary>
internal sealed class CostCells
{
    private readonly ReportWeek _week;
    private readonly HashSet<DateOnly> _known;

    public CostCells(ReportFacts facts)
    {
        _week = facts.Week;
        All =
        [
            .. facts.Days.SelectMany(d => d.Items.Select(i => new CostCell(
                    d.Day, d.SubAccount, d.SubAccountName.Length > 0 ? d.SubAccountName : d.SubAccount, i.Service, i.ResourceId, i.ResourceName.Length > 0 ? i.ResourceName : i.ResourceId,
                    Owners.Of(d, i, facts.Settings), i.Currency, i.Effective)))
                .Where(c => facts.IsEstate || c.Team == facts.Audience),
        ];
        Bills bills = new(facts.Days);
        _known = [.. facts.Days.Where(d => d.Complete).Select(d => d.Day)];
        Compared = [.. facts.Week.Days.Where(bills.IsComplete)];
        Missing = bills.Missing(facts.Week);
    }

    public IReadOnlyList<CostCell> All { get; }

    /// <summary>Days of the week whose bill is complete.</summary>
    public IReadOnlyList<DateOnly> Compared { get; }

    /// <summary>One line for each day and account that is not in.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Whether the compared days have a bill so many weeks earlier.</summary>
    public bool Has(int weeksBefore) => Compared.Count > 0 && Compared.All(d => _known.Contains(d.AddDays(-7 * weeksBefore)));

    public bool IsKnown(DateOnly day) => _known.Contains(day);

    public IEnumerable<CostCell> InWeek(string currency) => All.Where(c => c.Currency == currency && c.Day >= _week.Monday && c.Day <= _week.Sunday);

    /// <summary>The compared days, so many weeks earlier.</summary>
    public IEnumerable<CostCell> OnCompared(string currency, int weeksBefore)
    {
        HashSet<DateOnly> days = [.. Compared.Select(d => d.AddDays(-7 * weeksBefore))];
        return All.Where(c => c.Currency == currency && days.Contains(c.Day));
    }
}
