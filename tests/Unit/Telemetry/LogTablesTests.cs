using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Observability.Core.Ingestion;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Telemetry;

namespace Observability.Unit.Telemetry;

public sealed partial class LogTablesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    // Names that Log Analytics keeps for itself, whatever their case.
    private static readonly string[] Reserved =
    [
        "id", "BilledSize", "IsBillable", "InvalidTimeGenerated", "TenantId", "Title", "Type", "UniqueId",
        "_ItemId", "_ResourceGroup", "_ResourceId", "_SubscriptionId", "_TimeReceived",
    ];

    public static TheoryData<string> Names => [.. LogTables.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_name_is_one_that_Log_Analytics_takes(string name)
    {
        LogTable table = Table(name);

        Assert.Matches("^[A-Z][A-Za-z0-9]{2,59}_CL$", table.Name);
        Assert.Equal("Custom-" + table.Name, table.Stream);
        Assert.All(table.Columns, c => Assert.Matches("^[A-Za-z][A-Za-z0-9_]{0,44}$", c.Name));
        Assert.Empty(table.Columns.Select(c => c.Name).Intersect(Reserved, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(table.Columns.Count, table.Columns.Select(c => c.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_table_begins_with_the_time_and_the_key_of_a_row(string name) =>
        Assert.Equal([("TimeGenerated", LogType.Time), ("Key", LogType.Text)], Table(name).Columns.Take(2).Select(c => (c.Name, c.Type)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_table_and_column_says_what_it_means_in_one_sentence(string name) =>
        Assert.All([Table(name).Means, .. Table(name).Columns.Select(c => c.Means)], means => Assert.Matches(Sentence(), means));

    [Fact]
    public void A_run_is_one_object_with_the_columns_that_are_known()
    {
        Run run = RunJoin.Join(
            RunJoin.Of(new RunFact { Job = Subject.Job("shop", "load"), RunId = "r 1", At = Now.AddMinutes(-9), Event = RunEvent.Started, Id = 1 }),
            RunJoin.Of(new RunFact { Job = Subject.Job("shop", "load"), RunId = "r 1", At = Now, Event = RunEvent.Failed, Id = 2, Error = "password=hunter2" }));

        Assert.Equal(
            """
            {"TimeGenerated":"2026-11-22T09:31:00Z","Key":"KEY","Job":"shop/load","RunId":"r 1","State":"failed","Team":"sales","Started":"2026-11-22T09:21:00Z","Ended":"2026-11-22T09:30:00Z","DurationSeconds":540,"Link":"https://obs.example.com/runs/r%201?job=shop%2Fload"}
            """.Replace("KEY", ContentHash.Of("job:shop/load", "r 1"), StringComparison.Ordinal),
            Text(LoggedRun.Table.Row(new(Now.AddMinutes(1), RunSummary.Of(run), "sales", new("https://obs.example.com/")))));
    }

    [Theory]
    [InlineData(null, null, "unknown", null)]
    [InlineData(-60, null, "fresh", null)]
    [InlineData(-60, -30, "late", 1800.0)]
    [InlineData(-60, 5, "late", 0.0)]
    public void A_dataset_is_late_since_its_deadline_passed(int? deadline, int? late, string state, double? seconds)
    {
        Outlook outlook = new() { Subject = Subject.Dataset("lake", "gold"), Deadline = In(deadline), LateSince = In(late) };

        JsonObject row = (JsonObject)JsonNode.Parse(LoggedDataset.Table.Row(new(Now, outlook, null, null)).Span)!;

        Assert.Equal(state, (string?)row["State"]);
        Assert.Equal(seconds, (double?)row["LateSeconds"]);
        Assert.DoesNotContain("Link", row);
    }

    [Fact]
    public void A_value_of_another_type_than_its_column_is_a_bug_that_is_seen()
    {
        LogTable<int> table = new("Wrong", "A table.", new LogColumn<int>("Count", LogType.Whole, "A count.", i => i));

        Assert.Contains("Count is Whole", Assert.Throws<InvalidOperationException>(() => table.Row(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_outside_are_one_line_and_cut()
    {
        Outlook outlook = new() { Subject = Subject.Dataset("lake", "a\nb" + new string('x', 5000)) };

        string name = (string)JsonNode.Parse(LoggedDataset.Table.Row(new(Now, outlook, null, null)).Span)!["Dataset"]!;

        Assert.StartsWith("lake/a?b", name, StringComparison.Ordinal);
        Assert.Equal(1025, name.Length);
    }

    private static DateTimeOffset? In(int? minutes) => minutes is { } some ? Now.AddMinutes(some) : null;

    private static LogTable Table(string name) => LogTables.All.Single(t => t.Name == name);

    private static string Text(ReadOnlyMemory<byte> row) => System.Text.Encoding.UTF8.GetString(row.Span);

    [GeneratedRegex(@"^[A-Z0-9a-z][^\n]{3,}\.$")]
    private static partial Regex Sentence();
}
