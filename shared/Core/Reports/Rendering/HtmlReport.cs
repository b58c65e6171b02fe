using System.Text;

namespace Observability.Core.Reports.Rendering;

/// <summary>A report as one HTML page that needs nothing beside itself: style and pictures are in it, nothing is fetched, there is no script.</summary>
public static class HtmlReport
{
    public static string Render(WeeklyReport report, IDrawPictures pictures)
    {
        StringBuilder html = new();
        string title = Escaped.Html(ReportDigest.Title(report));
        html.Append($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>{title}</title>
            <style>
            {HtmlStyle.Css}
            </style>
            </head>
            <body><main>
            <div class="over">{title} &middot; {report.Week.Monday:d MMMM} to {report.Week.Sunday:d MMMM yyyy}</div>
            <h1>{Escaped.Html(report.Headline, 600)}</h1>

            """);
        Notes(html, report);
        Figures(html, report);
        First(html, report);
        foreach ((int i, MoneyView money) in report.Money.Index())
        {
            html.Append(HtmlMoney.Render(report, money, i, pictures));
        }

        html.Append(HtmlAdvice.Render(report));
        html.Append(HtmlReliability.Render(report, pictures));
        html.Append($"""
            <footer>Made {report.Made:yyyy-MM-dd HH:mm} UTC. Days are UTC days. Costs are effective costs: commitments are spread over the time they are for. Currencies are never added.</footer>
            </main></body>
            </html>

            """);
        return html.ToString();
    }

    private static void Notes(StringBuilder html, WeeklyReport report)
    {
        if (report.RestatedFrom is { } before && report.Money.Count > 0)
        {
            html.Append($"<p class=\"note\">Restated: this report said {Text.Money(before, report.Money[0].Currency)} when it was last sent.</p>\n");
        }

        if (!report.Complete)
        {
            html.Append($"<p class=\"note\">The bill is incomplete: {Escaped.Html(string.Join("; ", report.Missing), 600)}. Comparisons use complete days only.</p>\n");
        }
    }

    private static void Figures(StringBuilder html, WeeklyReport report)
    {
        html.Append("<div class=\"figures\">\n");
        MoneyView? money = report.Money.Count > 0 ? report.Money[0] : null;
        html.Append(Figure(
            "Cost of the week",
            money is null ? "no bill" : Big(money.Total, money.Currency),
            money?.Change is { } change
                ? $"<span class=\"{(change >= 0 ? "up" : "down")}\">{Text.OnWeekBefore(change)}</span>{(money.Mean is { } mean ? $"; usual: {Text.Round(mean, money.Currency)}" : "")}"
                : "no complete week before to compare with"));
        ReliabilityView view = report.Reliability;
        html.Append(Figure(
            "Failed runs",
            view.Ratio is { } ratio ? $"{Text.Percent(ratio)} <small>{view.Failures:N0} of {view.Runs:N0}</small>" : "no runs",
            $"{(view.RatioBefore is { } before ? $"the week before {Text.Percent(before)}; " : "")}{Text.Count(view.Opened, "incident")} opened, {Text.Count(view.Late, "run")} late or missing"));
        (string currency, decimal amount, decimal low, decimal high) = report.Savings.Count > 0 ? report.Savings[0] : ("", 0, 0, 0);
        html.Append(Figure(
            "Possible saving",
            report.Savings.Count == 0 ? "none found" : $"{Big(amount, currency)} <small>a month</small>",
            report.Savings.Count == 0 ? "every rule looked" : $"{Text.Round(low, currency)} to {Text.Round(high, currency)}, from {Text.Count(report.Recommendations.Count(r => r.Saving.Currency == currency), "change")}"));
        html.Append("</div>\n");
    }

    private static string Figure(string name, string value, string beside) =>
        $"<div class=\"figure\"><div class=\"name\">{name}</div><div class=\"value\">{value}</div><div class=\"beside\">{beside}</div></div>\n";

    private static string Big(decimal amount, string currency) => $"{Text.Round(amount, "").Trim()} <small>{Escaped.Html(currency)}</small>";

    private static void First(StringBuilder html, WeeklyReport report)
    {
        if (report.First.Count == 0)
        {
            return;
        }

        html.Append("<h2>Do first</h2>\n<ol class=\"first\">\n");
        foreach (Todo todo in report.First)
        {
            string how = todo.How is null ? "" : $"<pre>{string.Join('\n', Escaped.Lines(todo.How).Take(1).Select(l => Escaped.Html(l, 1000)))}</pre>";
            html.Append($"<li><b>{Escaped.Html(todo.What)}</b><span class=\"dim\">{Escaped.Html(todo.Why)}</span>{how}</li>\n");
        }

        html.Append("</ol>\n");
    }
}
