using Observability.Core.Cost;

namespace Observability.Core.Reports;

/// <summary>Which days are billed.</summary>
/// <remarks>
/// A sub-account without a charge has no line in a bill, so completeness is a matter of the billing account: a day is in when every account that was ever billed in
/// these weeks has a complete day then, and none that is still open.
/// </remarks>
internal sealed class Bills(IReadOnlyList<DayCost> days)
{
    private readonly ILookup<(DateOnly Day, string Account), DayCost> _days = days.ToLookup(d => (d.Day, d.BillingAccount));
    private readonly string[] _accounts = [.. days.Select(d => d.BillingAccount).Distinct().Order(StringComparer.Ordinal)];

    public bool IsComplete(DateOnly day) => _accounts.Length > 0 && _accounts.All(a => _days[(day, a)].Any() && _days[(day, a)].All(d => d.Complete));

    public IReadOnlyList<string> Missing(ReportWeek week) => _accounts.Length == 0
        ? ["no bill at all"]
        :
        [
            .. week.Days.SelectMany(day => _accounts.Select(a => (Day: day, Account: a)))
                .Where(x => !_days[x].Any() || _days[x].Any(d => !d.Complete))
                .GroupBy(x => (x.Account, None: !_days[x].Any()))
                .Select(g => $"billing account {g.Key.Account[(g.Key.Account.TrimEnd('/').LastIndexOf('/') + 1)..]}: {string.Join(", ", g.Select(x => x.Day.ToString("ddd d MMM")))} {(g.Key.None ? "not billed yet" : "billed in part")}"),
        ];
}
