using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Dbt;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Ingestion;

public sealed class DbtTests
{
    private const string Runs = """
        {"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/run-results/v6.json","generated_at":"2026-11-01T06:05:00Z","invocation_id":"inv1"},
        "results":[
         {"status":"success","timing":[{"name":"compile","started_at":"2026-11-01T06:00:00Z","completed_at":"2026-11-01T06:00:01Z"},{"name":"execute","started_at":"2026-11-01T06:00:01Z","completed_at":"2026-11-01T06:00:09Z"}],"adapter_response":{"rows_affected":42},"message":"INSERT 42","unique_id":"model.shop.orders","relation_name":"\"db\".\"main\".\"orders\""},
         {"status":"fail","timing":[],"message":"Got 2 results","failures":2,"unique_id":"test.shop.unique_orders"},
         {"status":"skipped","timing":[],"message":null,"unique_id":"model.shop.late"},
         {"status":"odd","unique_id":"model.shop.odd"},
         {"status":"success"}
        ],"elapsed_time":300.0,"args":{"which":"build"}}
        """;

    [Fact]
    public async Task Nodes_are_runs_and_the_invocation_is_their_parent()
    {
        List<Record> records = await new DbtRunResults().Read(Runs);

        Assert.Equal(
            """
            3: 2
            4: 2
            skipped
            in:6:12 status: expected a status of dbt, found "odd"
            in:7:2 unique_id: missing
            1: 2
            """,
            records.Outcome());
        RunFact model = (RunFact)records[0].Facts[0];
        Assert.Equal(("job:dbt/model.shop.orders", "inv1/model.shop.orders", RunEvent.Completed), (model.Job.Text, model.RunId, model.Event));
        Assert.Equal((DateTimeOffset.Parse("2026-11-01T06:00:00Z"), DateTimeOffset.Parse("2026-11-01T06:00:09Z")), (model.Started, model.Ended));
        Assert.Equal([new DatasetWrite(new("dataset:dbt/db.main.orders"), 42)], model.Outputs);
        Assert.Equal(new RunRef(new("job:dbt/shop.build"), "inv1"), model.Parent);
        RunFact test = (RunFact)records[1].Facts[0];
        Assert.Equal((RunEvent.Failed, "Got 2 results", DateTimeOffset.Parse("2026-11-01T06:05:00Z")), (test.Event, test.Error, test.At));
        RunFact whole = (RunFact)records[5].Facts[0];
        Assert.Equal(("job:dbt/shop.build", RunEvent.Failed, "1 of 3 failed: test.shop.unique_orders"), (whole.Job.Text, whole.Event, whole.Error));
        Assert.Equal(DateTimeOffset.Parse("2026-11-01T06:00:00Z"), whole.Started);
    }

    [Fact]
    public async Task What_was_only_compiled_changed_no_data()
    {
        List<Record> records = await new DbtRunResults().Read(Runs.Replace("\"build\"", "\"compile\"", StringComparison.Ordinal));

        Assert.DoesNotContain(records, record => record.Facts.Count > 0);
    }

    [Fact]
    public async Task The_good_part_of_a_truncated_artifact_is_kept()
    {
        List<Record> records = await new DbtRunResults().Read(Runs[..Runs.IndexOf("{\"status\":\"odd\"", StringComparison.Ordinal)] + "{\"status\":\"su");

        Assert.Equal("3: 2\n4: 2\nskipped\nin:6:15 record: ends inside the document\n1: 2", records.Outcome());
    }

    [Fact]
    public async Task Sources_say_when_they_were_loaded()
    {
        List<Record> records = await new DbtSources().Read("""
            {"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/sources/v3.json","generated_at":"2026-11-01T06:05:00Z","invocation_id":"inv1"},"results":[
            {"unique_id":"source.shop.raw.orders","max_loaded_at":"2026-11-01T05:00:00+00:00","status":"warn"},
            {"unique_id":"source.shop.raw.gone","error":"no such table","status":"runtime error"},
            {"unique_id":"source.shop.raw.never","max_loaded_at":null,"status":"error"}],"elapsed_time":1}
            """);

        Assert.Equal("2: 1\n3: 2\nin:4:54 max_loaded_at: missing\na check of 3 sources", records.Outcome());
        Assert.Equal(new UpdateFact(new("dataset:dbt/source.shop.raw.orders"), DateTimeOffset.Parse("2026-11-01T05:00:00Z")), records[0].Facts[0]);
        Assert.Equal("no such table", ((RunFact)records[1].Facts[0]).Error);
    }

    [Fact]
    public void Artifacts_are_known_by_their_schema()
    {
        IFormat[] formats = [new DbtRunResults(), new DbtSources()];

        Assert.Equal("dbt-run-results", Recogniser.Find(Reading.Head(Runs), formats)?.Name);
        Assert.Equal("dbt-sources", Recogniser.Find(Reading.Head(Runs.Replace("run-results", "sources", StringComparison.Ordinal)), formats)?.Name);
        Assert.Null(Recogniser.Find(Reading.Head("""{"$schema":"x","$id":"https://schemas.getdbt.com/dbt/sources/v3.json","title":"SourcesV3"}"""), formats));
    }
}
