using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Web.Pictures;

namespace Observability.Web.Cost;

/// <param name="ByAccount">Whether the bars are split by sub-account, else by service.</param>
public sealed record CostPageView(bool ByAccount, IReadOnlyList<CurrencyView> Currencies);

/// <summary>All that is shown of one currency.</summary>
/// <param name="Parts">Names of the parts of each bar, the largest first.</param>
/// <param name="Accounts">Sub-accounts with their series.</param>
public sealed record CurrencyView(
    CostSummary Summary, IReadOnlyList<string> Parts, IReadOnlyList<Stack> Stacks, IReadOnlyList<AccountSeries> Accounts, IReadOnlyList<CostRow> Rows, int MoreRows);

/// <param name="Points">Complete days, judged.</param>
public sealed record AccountSeries(string Name, Subject Subject, IReadOnlyList<SeriesPoint> Points);

/// <summary>What one service cost in one sub-account.</summary>
/// <param name="Week">Newest 7 complete days.</param>
/// <param name="Before">The 7 before them.</param>
public sealed record CostRow(string Account, string Service, decimal LastDay, decimal Week, decimal Before);
