using Observability.Core;
using Observability.Core.Cost;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Web.Layout;
using Observability.Web.Pictures;

namespace Observability.Web.Cost;

/// <summary>Reads five weeks of cost: at most 11 ranges.</summary>
internal static class ReadCost
{
    private const int Days = 35;
    private const int AccountsShown = 8;
    private const int RowsShown = 60;
    private const string Rest = "everything else";

    /// <param name="byAccount">Whether bars are split by sub-account, else by service.</param>
    public static async Task<CostPageView> RunAsync(Service service, bool byAccount, CancellationToken cancel)
    {
        DateOnly today = DateOnly.FromDateTime(service.Time.GetUtcNow().UtcDateTime);
        List<DayCost> days = [];
        await foreach (DayCost day in service.Ledger.DaysAsync(today.AddDays(-Days), today.AddDays(1), cancel).ConfigureAwait(false))
        {
            days.Add(day);
        }

        List<CurrencyView> currencies = [];
        int left = AccountsShown;
        foreach (CostSummary summary in CostSummary.Of(days))
        {
            IReadOnlyList<AccountSeries> accounts = await AccountsAsync(service, days, summary.Currency, left, today, cancel).ConfigureAwait(false);
            left -= accounts.Count;
            currencies.Add(ViewOf(days, summary, accounts, byAccount));
        }

        return new(byAccount, currencies);
    }

    private static async Task<IReadOnlyList<AccountSeries>> AccountsAsync(
        Service service, IReadOnlyList<DayCost> days, string currency, int most, DateOnly today, CancellationToken cancel)
    {
        DateTimeOffset end = new(today.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        List<AccountSeries> accounts = [];
        foreach (DayCost account in days.GroupBy(d => d.SubAccount).OrderByDescending(g => g.Sum(d => d.Totals().GetValueOrDefault(currency))).Take(most).Select(g => g.Last()))
        {
            Subject subject = CostPoints.SubAccount(account);
            IReadOnlyList<SeriesPoint> points = await service.Series.PointsAsync(subject, Measures.CostIn(currency), end.AddDays(-60), end, cancel).ConfigureAwait(false);
            if (points.Count > 0)
            {
                accounts.Add(new(NameOf(account), subject, points));
            }
        }

        return accounts;
    }

    private static CurrencyView ViewOf(IReadOnlyList<DayCost> days, CostSummary summary, IReadOnlyList<AccountSeries> accounts, bool byAccount)
    {
        (DateOnly Day, string Account, string Service, decimal Amount)[] amounts =
        [
            .. days.SelectMany(d => d.Items.Where(i => i.Currency == summary.Currency).GroupBy(i => i.Service).Select(g => (d.Day, NameOf(d), g.Key, g.Sum(i => i.Effective)))),
        ];
        string PartOf((DateOnly Day, string Account, string Service, decimal Amount) a) => byAccount ? a.Account : a.Service;
        string[] largest = [.. amounts.GroupBy(PartOf).OrderByDescending(g => g.Sum(a => a.Amount)).Select(g => g.Key)];
        bool rest = largest.Length > StackPicture.MostParts;
        string[] parts = rest ? [.. largest.Take(StackPicture.MostParts - 1), Rest] : largest;
        Dictionary<(DateOnly, int), decimal> sums = amounts
            .GroupBy(a => (a.Day, Part: Array.IndexOf(parts, PartOf(a)) is >= 0 and int at && !(rest && at == parts.Length - 1) ? at : parts.Length - 1))
            .ToDictionary(g => g.Key, g => g.Sum(a => a.Amount));
        CostRow[] rows = RowsOf(amounts, summary);
        return new(
            summary,
            parts,
            [.. summary.Days.Select(d => new Stack(d.Day, [.. parts.Select((_, p) => sums.GetValueOrDefault((d.Day, p)))], d.Complete, d.Before is not null, Said(d, summary.Currency)))],
            accounts,
            [.. rows.Take(RowsShown)],
            Math.Max(0, rows.Length - RowsShown));
    }

    private static CostRow[] RowsOf((DateOnly Day, string Account, string Service, decimal Amount)[] amounts, CostSummary summary)
    {
        HashSet<DateOnly> week = [.. summary.Days.Where(d => d.Complete).TakeLast(7).Select(d => d.Day)];
        HashSet<DateOnly> before = [.. summary.Days.Where(d => d.Complete).SkipLast(7).TakeLast(7).Select(d => d.Day)];
        return
        [
            .. amounts.GroupBy(a => (a.Account, a.Service)).Select(g => new CostRow(
                    g.Key.Account,
                    g.Key.Service,
                    g.Where(a => a.Day == summary.Last).Sum(a => a.Amount),
                    g.Where(a => week.Contains(a.Day)).Sum(a => a.Amount),
                    g.Where(a => before.Contains(a.Day)).Sum(a => a.Amount)))
                .OrderByDescending(r => r.Week).ThenBy(r => r.Account, StringComparer.Ordinal).ThenBy(r => r.Service, StringComparer.Ordinal),
        ];
    }

    private static string Said(CostDay day, string currency) =>
        (day.Complete ? "" : "; not complete yet") + (day.Before is { } old ? $"; restated, before {Shown.Money(old, currency)}" : "");

    private static string NameOf(DayCost day) => day.SubAccountName.Length > 0 ? day.SubAccountName : day.SubAccount;
}
