using System.Text;
using Observability.Core.Primitives;

namespace Observability.Core.Reports.Rendering;

/// <summary>The reliability part of the page.</summary>
internal static class HtmlReliability
{
    public static string Render(WeeklyReport report, IDrawPictures pictures)
    {
        ReliabilityView view = report.Reliability;
        StringBuilder html = new("<h2>Reliability</h2>\n");
        string ratio = view.Ratio is { } now ? $" ({Text.Percent(now)}{(view.RatioBefore is { } before ? $"; the week before {Text.Percent(before)}" : "")})" : "";
        html.Append($"<p>{view.Failures:N0} of {Text.Count(view.Runs, "run")} failed{ratio}. {Text.Count(view.Late, "run")} came late or not at all. {Text.Count(view.Opened, "incident")} opened, {view.Closed} closed.</p>\n");
        if (view.Runs > 0)
        {
            string svg = pictures.Bars(new(
                "failures",
                "Failed runs a day",
                [.. report.Week.Days.Select(d => d.ToString("ddd d"))],
                [new("failed runs", HtmlStyle.Bad, [.. view.Daily.Select(d => (double)d.Failed)])],
                "runs")
            { Height = 150, Unknown = [.. view.Daily.Select(d => d.Failed + d.Good == 0)] });
            html.Append($"<figure><figcaption><b>Failed runs a day</b>Of {string.Join(", ", view.Daily.Select(d => (d.Failed + d.Good).ToString("N0")))} runs.</figcaption>{svg}</figure>\n");
        }

        bool errors = view.Worst.Any(j => j.Error is not null);
        html.Append(view.Worst.Count == 0 ? "" : "<h3>Jobs that failed</h3>\n").Append(HtmlTable.Of(
            ["Job", "#Failed", "#Runs", "#Ratio", "Owner", .. (string[])(errors ? ["Last error"] : [])],
            view.Worst.Select(j => (IReadOnlyList<string>)[Escaped.Html(j.Job, 100), j.Failures.ToString("N0"), j.Runs.ToString("N0"), Text.Percent((double)j.Failures / j.Runs), Escaped.Html(j.Owner ?? "\u2013"),
                .. (string[])(errors ? [$"<span class=\"dim\">{Escaped.Html(j.Error ?? "", 140)}</span>"] : [])])));
        html.Append(view.Incidents.Count == 0 ? "" : "<h3>Incidents</h3>\n").Append(HtmlTable.Of(
            ["What", "State", "Opened, UTC", "#Lasted", "Owner"],
            view.Incidents.Select(i => (IReadOnlyList<string>)[$"{Escaped.Html(i.Title)} <span class=\"tag\">{Escaped.Html(i.Kind)}</span>", State(i), $"{i.Opened:ddd d MMM HH:mm}", Quantity.Duration(i.Lasted), Escaped.Html(i.Owner ?? "\u2013")])));
        html.Append(view.Stale.Count == 0 ? "" : $"<h3>Stale at the end of the week</h3>\n<p>{string.Join(", ", view.Stale.Take(30).Select(s => Escaped.Html(s.Name, 100)))}</p>\n");
        return html.ToString();
    }

    private static string State(IncidentLine incident) => incident.Closed is not null ? "closed"
        : $"<span class=\"tag{(incident.Severity == Severity.Info ? "" : " bad")}\">open, {incident.Severity.ToString().ToLowerInvariant()}</span>";
}
