using System.Text;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Reports.Rendering;

/// <summary>A report as Markdown (GitHub flavoured, 2019).</summary>
public static class MarkdownReport
{
    private const int MostLines = 12;

    public static string Render(WeeklyReport report)
    {
        StringBuilder text = new();
        text.Append($"# {M(ReportDigest.Title(report))}\n\n{report.Week.Monday:d MMMM} to {report.Week.Sunday:d MMMM yyyy}, UTC. Made {report.Made:yyyy-MM-dd HH:mm} UTC.\n\n**{M(report.Headline, 600)}**\n\n");
        if (report.RestatedFrom is { } before && report.Money.Count > 0)
        {
            text.Append($"> Restated: this report said {Text.Money(before, report.Money[0].Currency)} when it was last sent.\n\n");
        }

        if (!report.Complete)
        {
            text.Append($"> The bill is incomplete: {M(string.Join("; ", report.Missing), 600)}. Comparisons use complete days only.\n\n");
        }

        First(text, report);
        foreach (MoneyView money in report.Money)
        {
            Money(text, money);
        }

        Recommendations(text, report);
        Reliability(text, report.Reliability);
        return text.ToString();
    }

    private static void First(StringBuilder text, WeeklyReport report)
    {
        if (report.First.Count == 0)
        {
            return;
        }

        text.Append("## Do first\n\n");
        foreach ((int i, Todo todo) in report.First.Index())
        {
            text.Append($"{i + 1}. **{M(todo.What)}**: {M(todo.Why)}\n");
        }

        text.Append('\n');
    }

    private static void Money(StringBuilder text, MoneyView money)
    {
        text.Append($"## Cost in {money.Currency}\n\n");
        string change = money.Change is { } ratio ? $", {Text.OnWeekBefore(ratio)}" : "";
        string mean = money.Mean is { } usual ? $"; the weeks before cost {Text.Money(usual, money.Currency)} on average" : "";
        text.Append($"{Text.Money(money.Total, money.Currency)}{change}{mean}. Compared on {Text.Count(money.ComparedDays, "day")}.\n\n");
        Lines(text, "Sub-account", money.SubAccounts);
        Lines(text, "Service", money.Services);
        Lines(text, "Team", money.Teams);
        Table(text, "What moved|Now|Change|Why", ":--|--:|--:|:--", money.Movers.Select(m => $"{M(m.Name)}|{m.Amount:N2}|{Signed(m.Change)}|{M(m.Why)}"));
        text.Append($"Paid for nothing: {Text.Money(money.Waste.Failed.Sum(), money.Currency)} for failed attempts, {Text.Money(money.Waste.Idle.Sum(), money.Currency)} for idle resources of jobs. {Text.Percent(money.Waste.Attributed)} of the cost found its run.\n\n");
        Table(text, "Restated day|Before|Now|Stated", ":--|--:|--:|:--", money.Restatements.Select(r => $"{r.Day:yyyy-MM-dd} {M(r.SubAccount)}|{r.Before:N2}|{r.Now:N2}|{r.AsOf:yyyy-MM-dd HH:mm} UTC"));
    }

    private static void Recommendations(StringBuilder text, WeeklyReport report)
    {
        text.Append("## What to change\n\n");
        text.Append(report.Savings.Count == 0
            ? "Nothing was found that would save money.\n\n"
            : $"Possible saving: {string.Join(", ", report.Savings.Select(s => $"{Text.Money(s.Amount, s.Currency)} a month ({Text.Money(s.Low, s.Currency)} to {Text.Money(s.High, s.Currency)})"))}.\n\n");
        foreach (Recommendation r in report.Recommendations)
        {
            text.Append($"### {M(r.Title)}\n\n{Text.Money(r.Saving.Amount, r.Saving.Currency)} a month ({Text.Money(r.Saving.Low, r.Saving.Currency)} to {Text.Money(r.Saving.High, r.Saving.Currency)}), confidence {Text.Percent(r.Confidence)}, rule {r.Rule}{(r.Owner is null ? "" : $", owner {M(r.Owner)}")}.\n\n");
            text.Append(string.Concat(r.Evidence.Select(e => $"- {M(e)}\n"))).Append('\n');
            text.Append("Fix:\n\n").Append(string.Concat(Escaped.Lines(r.Fix).Select(l => $"    {l}\n"))).Append("\nUndo:\n\n").Append(string.Concat(Escaped.Lines(r.Undo).Select(l => $"    {l}\n"))).Append('\n');
        }
    }

    private static void Reliability(StringBuilder text, ReliabilityView view)
    {
        string ratio = view.Ratio is { } now ? $" ({Text.Percent(now)}{(view.RatioBefore is { } before ? $", the week before {Text.Percent(before)}" : "")})" : "";
        text.Append($"## Reliability\n\n{view.Failures:N0} of {Text.Count(view.Runs, "run")} failed{ratio}. {Text.Count(view.Late, "late or missing run")}. {Text.Count(view.Opened, "incident")} opened, {view.Closed} closed.\n\n");
        Table(text, "Job|Failed|Runs|Owner|Last error", ":--|--:|--:|:--|:--", view.Worst.Select(j => $"{M(j.Job)}|{j.Failures}|{j.Runs}|{M(j.Owner ?? "")}|{M(j.Error ?? "", 120)}"));
        Table(text, "Incident|Severity|Opened|Lasted|State", ":--|:--|:--|--:|:--",
            view.Incidents.Select(i => $"{M(i.Title)}|{i.Severity.ToString().ToLowerInvariant()}|{i.Opened:yyyy-MM-dd HH:mm}|{Quantity.Duration(i.Lasted)}|{(i.Closed is null ? "open" : "closed")}"));
        Table(text, "Stale at the end of the week", ":--", view.Stale.Select(s => M(s.Name)));
    }

    private static void Lines(StringBuilder text, string name, IReadOnlyList<MoneyLine> lines)
    {
        IEnumerable<string> rows = lines.Take(MostLines).Select(l => $"{M(l.Name)}|{l.Amount:N2}|{(l.Before is null ? "" : l.Before.Value.ToString("N2"))}");
        Table(text, $"{name}|This week|Week before", ":--|--:|--:", lines.Count > MostLines ? rows.Append($"{lines.Count - MostLines} more|{lines.Skip(MostLines).Sum(l => l.Amount):N2}|") : rows);
    }

    private static void Table(StringBuilder text, string head, string align, IEnumerable<string> rows)
    {
        string[] all = [.. rows];
        if (all.Length > 0)
        {
            text.Append($"|{head}|\n|{align}|\n").Append(string.Concat(all.Select(r => $"|{r}|\n"))).Append('\n');
        }
    }

    private static string Signed(decimal change) => (change >= 0 ? "+" : "\u2212") + Math.Abs(change).ToString("N2");

    private static string M(string text, int longest = 300) => Escaped.Markdown(text, longest);
}
