using System.Text;

namespace Observability.Core.Reports.Rendering;

/// <summary>The money part of the page, for one currency.</summary>
internal static class HtmlMoney
{
    private const int MostLines = 10;

    public static string Render(WeeklyReport report, MoneyView money, int index, IDrawPictures pictures)
    {
        StringBuilder html = new();
        html.Append($"<h2>Cost in {Escaped.Html(money.Currency)}</h2>\n<p>{Summary(money)}</p>\n");
        html.Append(Picture(money.Daily, report, money.Currency, "cost" + (char)('a' + (index % 26)), pictures));
        html.Append(Movers(money));
        html.Append("<div class=\"two\">\n");
        html.Append($"<div><h3>By service</h3>\n{Lines(money, "Service", money.Services)}</div>\n");
        html.Append($"<div><h3>By sub-account</h3>\n{Lines(money, "Sub-account", money.SubAccounts)}<h3>By team</h3>\n{Lines(money, "Team", money.Teams)}</div>\n");
        html.Append("</div>\n");
        html.Append(Waste(report, money, "waste" + (char)('a' + (index % 26)), pictures));
        html.Append(Restated(money));
        return html.ToString();
    }

    private static string Summary(MoneyView money)
    {
        string mean = money.Mean is { } usual ? $", where the weeks before cost {Text.Money(usual, money.Currency)} on average" : "";
        return money.Before is { } before
            ? $"{Text.Money(money.Total, money.Currency)}. The {Text.Count(money.ComparedDays, "complete day")} cost {Text.Money(money.Compared, money.Currency)}, {Text.Signed(money.Compared - before, money.Currency)} against the same days of the week before{mean}."
            : $"{Text.Money(money.Total, money.Currency)}. There is no complete week before to compare with.";
    }

    private static string Picture(DailyCosts daily, WeeklyReport report, string currency, string id, IDrawPictures pictures)
    {
        int first = daily.Days.Count - 7;
        BarLayer[] layers = [.. daily.Services.Select((s, i) => new BarLayer(s, ColorOf(daily, i), [.. daily.Amounts[i].Select(a => (double)a)]))];
        string svg = pictures.Bars(new(
            id,
            $"Cost a day by service in {currency}, five weeks to {report.Week.Sunday:d MMMM}",
            [.. daily.Days.Select((d, i) => i % 7 == 0 ? d.ToString("d MMM") : "")],
            layers,
            currency)
        {
            Unknown = [.. daily.Known.Select(k => !k)],
            Band = [.. Enumerable.Repeat<(double, double)?>(null, first), .. daily.Expected.Select(e => e is { } range ? ((double)range.Low, (double)range.High) : ((double, double)?)null)],
            From = first,
        });
        string band = daily.Expected.Any(e => e is not null) ? "<span><i class=\"band\"></i>range of that weekday in the four weeks before</span>" : "";
        return $"<figure><figcaption><b>Cost a day, by service</b>Five weeks; the reported week is in full colour.</figcaption>{svg}{Legend(layers, band)}</figure>\n";
    }

    private static string Legend(BarLayer[] layers, string more = "") =>
        $"<div class=\"legend\">{string.Concat(layers.Select(l => $"<span><i style=\"background:{l.Color}\"></i>{Escaped.Html(l.Name, 60)}</span>"))}{more}</div>";

    private static string ColorOf(DailyCosts daily, int i) => daily.Services[i] == "other" ? HtmlStyle.Layers[^1] : HtmlStyle.Layers[i % HtmlStyle.Layers.Length];

    private static string Movers(MoneyView money) => money.Movers.Count == 0 ? "" : "<h3>What moved</h3>\n" + HtmlTable.Of(
        ["What", "#This week", "#Change", "Why"],
        money.Movers.Select(m => (IReadOnlyList<string>)[Escaped.Html(m.Name), m.Amount.ToString("N2"), $"<span class=\"{(m.Change >= 0 ? "up" : "down")}\">{Text.Signed(m.Change, "").Trim()}</span>", Escaped.Html(m.Why)]));

    private static string Lines(MoneyView money, string name, IReadOnlyList<MoneyLine> lines)
    {
        decimal most = Math.Max(0.01m, lines.Count == 0 ? 0 : lines.Max(l => l.Amount));
        string Bar(decimal amount) => amount <= 0 ? "" : $"<span class=\"bar\" style=\"width:{Math.Round(100 * amount / most, 1):0.#}%\"></span>";
        IEnumerable<IReadOnlyList<string>> rows = lines.Take(MostLines)
            .Select(l => (IReadOnlyList<string>)[Escaped.Html(l.Name, 80) + Bar(l.Amount), l.Amount.ToString("N2"), ChangeOf(l)]);
        if (lines.Count > MostLines)
        {
            rows = rows.Append([$"{lines.Count - MostLines} more", lines.Skip(MostLines).Sum(l => l.Amount).ToString("N2"), ""]);
        }

        return HtmlTable.Of([name, $"#{Escaped.Html(money.Currency)}", "#on week before"], rows);
    }

    private static string ChangeOf(MoneyLine line) => line.Before is not { } before ? "" : before <= 0 ? "new"
        : (double)((line.Amount - before) / before) is var ratio && Math.Abs(ratio) < 0.0005 ? "=" : $"<span class=\"{(ratio >= 0 ? "up" : "down")}\">{Text.Change(ratio)}</span>";

    private static string Waste(WeeklyReport report, MoneyView money, string id, IDrawPictures pictures)
    {
        decimal failed = money.Waste.Failed.Sum();
        decimal idle = money.Waste.Idle.Sum();
        string found = $"{Text.Percent(money.Waste.Attributed)} of the cost found its run; the rest is storage, networks and whatever no run names.";
        if (failed + idle <= 0)
        {
            return $"<h3>Paid for nothing</h3>\n<p>Nothing that is known of. {found}</p>\n";
        }

        BarLayer[] layers =
        [
            .. new BarLayer[]
            {
                new("failed attempts", HtmlStyle.Bad, [.. money.Waste.Failed.Select(a => (double)a)]),
                new("idle resources of jobs", HtmlStyle.Layers[^1], [.. money.Waste.Idle.Select(a => (double)a)]),
            }.Where(l => l.Values.Any(v => v > 0)),
        ];
        string svg = pictures.Bars(new(
            id,
            $"Cost of failed attempts and idle resources a day in {money.Currency}",
            [.. report.Week.Days.Select(d => d.ToString("ddd d"))],
            layers,
            money.Currency)
        { Height = 170 });
        return $"<figure><figcaption><b>Paid for nothing</b>{Text.Money(failed, money.Currency)} for failed attempts, {Text.Money(idle, money.Currency)} for resources of jobs on days without a run. {found}</figcaption>{svg}{Legend(layers)}</figure>\n";
    }

    private static string Restated(MoneyView money) => money.Restatements.Count == 0 ? "" : "<h3>Restated days</h3>\n" + HtmlTable.Of(
        ["Day", "Sub-account", "#Before", "#Now", "Stated"],
        money.Restatements.Take(20).Select(r => (IReadOnlyList<string>)[$"{r.Day:yyyy-MM-dd}", Escaped.Html(r.SubAccount), r.Before.ToString("N2"), r.Now.ToString("N2"), $"{r.AsOf:yyyy-MM-dd HH:mm} UTC"]));
}
