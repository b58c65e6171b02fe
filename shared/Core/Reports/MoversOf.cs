using Observability.Core.Cost;
using Observability.Core.Incidents;
using Observability.Core.Primitives;

namespace Observability.Core.Reports;

/// <summary>What changed most against the same days of the week before, and why as far as the bill and the incidents say.</summary>
internal static class MoversOf
{
    private const int Most = 8;

    /// <summary>Share of the week's total, unitless, below which a change is noise.</summary>
    private const decimal LeastShare = 0.002m;

    public static IReadOnlyList<Mover> Of(ReportFacts facts, CostCells cells, string currency)
    {
        if (!cells.Has(1))
        {
            return [];
        }

        ILookup<(string, string, string), CostCell> now = cells.OnCompared(currency, 0).ToLookup(c => (c.SubAccountId, c.SubAccount, c.Service));
        ILookup<(string, string, string), CostCell> before = cells.OnCompared(currency, 1).ToLookup(c => (c.SubAccountId, c.SubAccount, c.Service));
        decimal least = Math.Max(0.01m, LeastShare * now.Sum(g => g.Sum(c => c.Amount)));
        return
        [
            .. now.Select(g => g.Key).Union(before.Select(g => g.Key))
                .Select(key => (Key: key, Now: now[key].Sum(c => c.Amount), Before: before[key].Sum(c => c.Amount)))
                .Where(x => Math.Abs(x.Now - x.Before) >= least)
                .OrderByDescending(x => Math.Abs(x.Now - x.Before)).ThenBy(x => x.Key.Item3, StringComparer.Ordinal)
                .Take(Most)
                .Select(x => new Mover($"{x.Key.Item3} in {x.Key.Item2}", x.Now, x.Now - x.Before, Why(facts, x.Key.Item1, x.Key.Item3, [.. now[x.Key]], [.. before[x.Key]], currency))),
        ];
    }

    private static string Why(ReportFacts facts, string account, string service, CostCell[] now, CostCell[] before, string currency)
    {
        string bill = before.Length == 0 ? "new this week" : now.Length == 0 ? "gone this week" : Resource(now, before, currency);
        HashSet<Subject> subjects = [Subject.Spend(("SubAccountId", account), ("ServiceName", service)), .. now.Select(c => CostPoints.Resource(c.ResourceId))];
        Incident? incident = facts.Incidents.FirstOrDefault(i =>
            i.Kind == IncidentKind.Spend && (i.Closed is null || i.Closed >= facts.Week.Begin) && i.Members.Select(m => m.Subject).Append(i.Root).Any(subjects.Contains));
        return incident is null ? bill : $"{bill}; incident {incident.Id}: {incident.Title}";
    }

    private static string Resource(CostCell[] now, CostCell[] before, string currency)
    {
        Dictionary<string, decimal> change = now.Select(c => (c.Resource, c.Amount)).Concat(before.Select(c => (c.Resource, -c.Amount)))
            .GroupBy(c => c.Item1).ToDictionary(g => g.Key, g => g.Sum(c => c.Item2));
        (string name, decimal most) = change.MaxBy(c => Math.Abs(c.Value));
        string what = name.Length == 0 ? "charges without a resource" : name;
        string kind = name.Length == 0 ? "" : !before.Any(c => c.Resource == name) ? ", new this week" : !now.Any(c => c.Resource == name) ? ", gone this week" : "";
        int days = now.Where(c => c.Resource == name).GroupBy(c => c.Day).Select(g => g.Sum(c => c.Amount)).Order().ToArray() is { Length: > 2 } sums && sums[^1] > 2 * sums[sums.Length / 2] ? 1 : 0;
        string when = days == 0 ? "" : $", most of it on {now.Where(c => c.Resource == name).GroupBy(c => c.Day).MaxBy(g => g.Sum(c => c.Amount))!.Key:ddd d MMM}";
        return $"{(change.Count == 1 ? "" : "mostly ")}{what} ({Text.Signed(most, currency)}{kind}{when})";
    }
}
