using System.Text.RegularExpressions;
using Observability.Core.Telemetry;
using Observability.Infra.Kusto;

[assembly: AssemblyFixture(typeof(KustoLint))]

namespace Observability.Infra.Kusto;

public sealed partial class QueryTests(KustoLint lint)
{
    // Those for which it does not matter that a row may be there twice.
    private static readonly string[] TwiceIsNoMatter = ["teams", "last-tick", "updates-of-dataset", "no-tick"];

    private static readonly (string Name, string Text)[] Queries =
    [
        .. Directory.EnumerateFiles(Repository.At("dashboards", "workbooks", "queries"), "*.kql")
            .Concat(Directory.EnumerateFiles(Repository.At("infra-bicep", "alerts"), "*.kql"))
            .Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllText(f).ReplaceLineEndings("\n"))),
    ];

    [Fact]
    public async Task Every_query_of_a_workbook_and_of_an_alert_is_right()
    {
        Assert.True(Queries.Length >= 27);
        Assert.Empty(await lint.RunAsync(Queries.Select(q => (q.Name, Chosen(q.Text)))));
    }

    [Fact]
    public async Task What_is_wrong_with_a_query_is_found_with_its_place() => Assert.Equal(
        [
            "column:1:20 KS142",
            "table:1:1 KS204",
            "type:1:28 KS138",
            "syntax:2:8 KS006",
            "azure:1:23 KS142",
        ],
        (await lint.RunAsync(
            ("column", "ObsRuns_CL | where Stat == 'failed'"),
            ("table", "ObsRun_CL | take 1"),
            ("type", "ObsRuns_CL | summarize sum(Job)"),
            ("syntax", "ObsRuns_CL\n| where | take 1"),
            ("azure", "AppRequests | project Key"))).Select(p => string.Join(' ', p.Split(' ').Take(2))));

    [Fact]
    public async Task A_column_that_the_service_no_longer_writes_is_found_in_the_queries_that_use_it()
    {
        // As if the column were called something else: every query that says Started is wrong.
        (string Name, string Text)[] changed = [.. Queries.Where(q => q.Text.Contains("ObsRuns_CL", StringComparison.Ordinal)).Select(q => (q.Name, Chosen(q.Text).Replace("Started", "Began", StringComparison.Ordinal)))];

        IReadOnlyList<string> problems = await lint.RunAsync(changed);

        Assert.Equal(changed.Where(q => q.Text.Contains("Began", StringComparison.Ordinal)).Select(q => q.Name), problems.Select(p => p.Split(':')[0]).Distinct());
    }

    [Fact]
    public void Rows_are_told_apart_from_their_repetitions() => Assert.All(
        Queries.Where(q => LogTables.All.Any(t => q.Text.Contains(t.Name, StringComparison.Ordinal)) && !TwiceIsNoMatter.Contains(q.Name)),
        q => Assert.Matches(@"summarize arg_max\((TimeGenerated|Revision), \*\) by (Key|Dataset)", q.Text));

    [Fact]
    public void Every_query_says_first_what_it_is_for() =>
        Assert.All(Queries, q => Assert.Matches("^// [A-Z].+[.]\n", q.Text));

    // What a workbook puts in the place of the choices.
    private static string Chosen(string text) => Brace().Replace(text, choice => choice.Value switch
    {
        "{Team}" => "'*'",
        "{TimeRange}" => "> ago(1d)",
        "{TimeRange:grain}" => "5m",
        "{JobKey}" or "{DatasetKey}" => "0cc175b9c0f1b6a831c399e269772661",
        _ => choice.Value,
    });

    [GeneratedRegex(@"\{\w+(:\w+)?\}")]
    private static partial Regex Brace();
}
