using System.Text.RegularExpressions;
using Observability.Adapters.Pictures;
using Observability.Core.Notifications;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Reports;
using Observability.Core.Reports.Rendering;

namespace Observability.Unit.Reports;

public sealed partial class RenderingTests
{
    private const string Hostile = "=cmd|'/c calc'!A1 <script>alert(1)</script> [x](http://evil) `a` | \"q\" & @all \u202egnp.exe\nnext";

    [Fact]
    public void Markdown_reads_as_it_did() => Golden.Check("report.md", MarkdownReport.Render(WeeklyReportOf.Of(Made.Facts())));

    [Fact]
    public void Csv_reads_as_it_did() => Golden.Check("report.csv", CsvReport.Render(WeeklyReportOf.Of(Made.Facts())));

    [Fact]
    public void Html_is_whole_and_fetches_and_runs_nothing()
    {
        string html = HtmlReport.Render(WeeklyReportOf.Of(Made.Facts()), new ScottPlotPictures());

        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?:src|href)=\"(?!data:)", html);
        Assert.Equal(4, Regex.Count(html, "<svg viewBox=\"0 0 \\d+ \\d+\" role=\"img\"")); // cost in two currencies, waste, failures
        string[] ids = [.. Ids().Matches(html).Select(m => m.Groups[1].Value)];
        Assert.Equal(ids.Distinct(), ids);
        AssertTagsClose(html);
    }

    [Fact]
    public void Hostile_names_are_text_in_every_form()
    {
        WeeklyReport report = WeeklyReportOf.Of(HostileFacts());

        string html = HtmlReport.Render(report, new ScottPlotPictures());
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u202e", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        AssertTagsClose(html);

        // Indented lines are code: shown as they are.
        string markdown = string.Join('\n', MarkdownReport.Render(report).Split('\n').Where(l => !l.StartsWith("    ", StringComparison.Ordinal)));
        Assert.DoesNotContain("<script", markdown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("[x](", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", markdown, StringComparison.Ordinal);
        Assert.All(markdown.Split('\n').Where(l => l.StartsWith('|')).Select(l => Cells().Count(l)), cells => Assert.InRange(cells, 2, 7));

        string csv = CsvReport.Render(report);
        Assert.All(csv.TrimEnd('\n').Split('\n'), line => Assert.Equal(9, Commas(line)));
        Assert.DoesNotMatch("(?m)(^|,)\"?[=@+]", csv);
    }

    [Fact]
    public void A_card_carries_the_sentence_the_figures_and_the_best_changes()
    {
        Digest digest = ReportDigest.Of(WeeklyReportOf.Of(Made.Facts()) with { RestatedFrom = 700m }, new("https://obs.example/reports/2026-W47"));

        Assert.Equal("Weekly report 2026-W47 (restated)", digest.Title);
        Assert.StartsWith("Restated: this report said 700.00 USD when it was last sent. The week cost 760.00 USD", digest.Text, StringComparison.Ordinal);
        Assert.Equal(
            [("Cost in USD", "760.00 USD (+8.6 % on the week before)"), ("Cost in EUR", "10.50 EUR (as much as the week before)"), ("Failed runs", "2 of 16 (12 %)"),
                ("Incidents", "2 opened, 1 closed, 0 late or missing runs"), ("Stale datasets", "gold/orders"), ("Possible saving", "35.00 USD a month (20.00 USD to 60.00 USD)")],
            digest.Facts);
        Assert.Equal([35m, 10m], digest.Advice.Select(a => a.Amount));
        Assert.Equal("https://obs.example/reports/2026-W47", digest.Link);
    }

    [Fact]
    public void A_picture_has_no_text_of_its_own_and_shows_what_is_unknown()
    {
        string svg = new ScottPlotPictures().Bars(new("x", "costs & <more>", ["a", "b<", ""], [new("n", "#0072b2", [1, 2, 0]), new("m", "#e69f00", [3, 0, 0])], "USD") { Unknown = [false, false, true], Band = [null, (1, 2), null] });

        Assert.Equal(3, Regex.Count(svg, "fill=\"#")); // the bars that are not 0
        Assert.Contains("nothing known", svg, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"costs &amp; &lt;more&gt;\"", svg, StringComparison.Ordinal);
        AssertTagsClose(svg);
    }

    [Fact]
    public void A_picture_of_nothing_is_a_picture() =>
        AssertTagsClose(new ScottPlotPictures().Bars(new("x", "nothing", ["a"], [], "USD")));

    private static ReportFacts HostileFacts()
    {
        ReportFacts facts = Made.Facts();
        Subject job = Subject.Job("adf", Hostile);
        DateTimeOffset at = Made.Week.Begin.AddDays(1);
        return facts with
        {
            Days = [.. facts.Days.Select(d => d with { SubAccountName = Hostile, Items = [.. d.Items.Select(i => i with { Service = Hostile + i.Service, ResourceName = Hostile, Tags = new Dictionary<string, string> { ["team"] = Hostile } })] })],
            Runs = [.. facts.Runs, new(job, "h", RunState.Failed, at, at.AddHours(1))],
            Jobs = new Dictionary<Subject, JobState> { [job] = new() { Job = job, Last = new(at, 1, new("h", RunState.Failed, at, at, Hostile)) } },
            Incidents = [.. facts.Incidents.Select(i => i with { Title = Hostile, Owner = Hostile })],
            Recommendations = [.. facts.Recommendations.Select(r => r with { Title = Hostile, Resource = Hostile, Evidence = [Hostile], Fix = Hostile, Undo = "```\n" + Hostile })],
        };
    }

    private static int Commas(string line)
    {
        bool quoted = false;
        return line.Count(c => (quoted = c == '"' ? !quoted : quoted) is false && c == ',');
    }

    private static void AssertTagsClose(string html)
    {
        Stack<string> open = new();
        foreach (Match tag in Tags().Matches(html))
        {
            string name = tag.Groups[2].Value;
            if (tag.Groups[1].Length > 0)
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (tag.Groups[3].Length == 0 && name is not ("meta" or "!doctype" or "br"))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    [GeneratedRegex("<(/?)([!a-zA-Z][a-zA-Z0-9]*)(?:\\s(?:[^>\"]|\"[^\"]*\")*?)?(/?)>")]
    private static partial Regex Tags();

    [GeneratedRegex("\\sid=\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cells();
}
