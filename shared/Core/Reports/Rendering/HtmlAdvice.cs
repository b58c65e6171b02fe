using System.Text;
using Observability.Core.Recommendations;

namespace Observability.Core.Reports.Rendering;

/// <summary>The recommendations part of the page.</summary>
internal static class HtmlAdvice
{
    private const int InFull = 8;

    public static string Render(WeeklyReport report)
    {
        StringBuilder html = new("<h2>What to change</h2>\n");
        if (report.Recommendations.Count == 0)
        {
            return html.Append("<p class=\"dim\">Nothing was found that would save money. <code>obs recommendations</code> says where each rule looked and why it found nothing.</p>\n").ToString();
        }

        html.Append($"<p>Together {string.Join(" and ", report.Savings.Select(s => $"{Text.Money(s.Amount, s.Currency)} a month ({Text.Money(s.Low, s.Currency)} to {Text.Money(s.High, s.Currency)})"))}. Of several about one resource the largest counts.</p>\n");
        foreach (Recommendation r in report.Recommendations.Take(InFull))
        {
            html.Append(One(r));
        }

        if (report.Recommendations.Count > InFull)
        {
            html.Append("<h3>More</h3>\n").Append(HtmlTable.Of(
                ["What", "Rule", "#A month", "#Low to high"],
                report.Recommendations.Skip(InFull).Take(30).Select(r => (IReadOnlyList<string>)[Escaped.Html(r.Title), Escaped.Html(r.Rule), Text.Money(r.Saving.Amount, r.Saving.Currency), $"{r.Saving.Low:N2} to {r.Saving.High:N2}"])));
        }

        return html.ToString();
    }

    private static string One(Recommendation r) => $"""
        <div class="advice"><div class="top"><b>{Escaped.Html(r.Title)}</b><span class="amount">{Text.Money(r.Saving.Amount, Escaped.Html(r.Saving.Currency))} <span class="dim">a month</span></span></div>
        <div class="dim">{Text.Money(r.Saving.Low, Escaped.Html(r.Saving.Currency))} to {Text.Money(r.Saving.High, Escaped.Html(r.Saving.Currency))} &middot; confidence {Text.Percent(r.Confidence)} &middot; rule {Escaped.Html(r.Rule)}{(r.Owner is null ? "" : $" &middot; owner {Escaped.Html(r.Owner)}")}</div>
        <ul>{string.Concat(r.Evidence.Select(e => $"<li>{Escaped.Html(e)}</li>"))}</ul>
        <div class="lead">Fix</div><pre>{Code(r.Fix)}</pre>
        <div class="lead">Undo</div><pre>{Code(r.Undo)}</pre></div>

        """;

    private static string Code(string text) => string.Join('\n', Escaped.Lines(text).Select(l => Escaped.Html(l, 1000)));
}
