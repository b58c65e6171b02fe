using System.Text;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.OpenLineage;
using Observability.Core.Primitives;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Ingestion;

public sealed class OpenLineageTests
{
    private const string Minimal = """{"eventTime":"2026-11-01T06:00:00Z","run":{"runId":"r1"},"job":{"namespace":"ns","name":"load"}}""";

    private static readonly OpenLineageFormat Format = new();

    [Fact]
    public async Task A_run_event_gives_the_run_its_job_and_its_datasets()
    {
        const string Event = """
            {"eventType":"COMPLETE","eventTime":"2026-11-01T06:10:00.123456789+01:00",
             "run":{"runId":"r1","facets":{
               "parent":{"run":{"runId":"p1"},"job":{"namespace":"ns","name":"dag"}},
               "nominalTime":{"nominalStartTime":"2026-11-01T05:00:00Z","nominalEndTime":"2026-11-01T06:00:00Z"},
               "tags":{"tags":[{"key":"attempt","value":"2"},{"key":"team","value":"sales"}]},
               "errorMessage":{"message":"login failed: password=hunter2"}}},
             "job":{"namespace":"ns","name":"load","facets":{
               "jobType":{"processingType":"BATCH","integration":"SPARK","jobType":"JOB"},
               "ownership":{"owners":[{"name":"ann"},{"name":"***"}]},
               "tags":{"tags":[{"key":"environment","value":"prod"}]}}},
             "inputs":[{"namespace":"db","name":"raw"}],
             "outputs":[{"namespace":"db","name":"orders",
               "facets":{"schema":{"fields":[{"name":"id","type":"int"}]},"dataQualityMetrics":{"rowCount":900,"lastUpdated":"2026-11-01T05:09:00"}},
               "outputFacets":{"outputStatistics":{"rowCount":12,"size":3400}}}]}
            """;

        Record record = Assert.Single(await Format.Read(Event));

        Assert.Equal(4, record.Facts.Count);
        RunFact run = Assert.IsType<RunFact>(record.Facts[0]);
        Assert.Equal("job:ns/load", run.Job.Text);
        Assert.Equal(RunEvent.Completed, run.Event);
        Assert.Equal(DateTimeOffset.Parse("2026-11-01T05:10:00.1234567Z"), run.At);
        Assert.Equal(DateTimeOffset.Parse("2026-11-01T05:00:00Z"), run.Scheduled);
        Assert.Equal(2, run.Attempt);
        Assert.Equal(RunCause.Retry, run.Cause);
        Assert.Equal(new RunRef(Subject.Job("ns", "dag"), "p1"), run.Parent);
        Assert.Equal("login failed: password=[redacted]", run.Error);
        Assert.Equal([new DatasetWrite(Subject.Dataset("db", "orders"), 12, 3400)], run.Outputs);
        JobFact job = Assert.IsType<JobFact>(record.Facts[1]);
        Assert.Equal(["ann"], job.Owners);
        Assert.Equal(("SPARK", "JOB"), (job.Integration, job.JobType));
        Assert.Equal([new("environment", "prod"), new("team", "sales")], job.Tags.OrderBy(tag => tag.Key));
        DatasetFact dataset = Assert.IsType<DatasetFact>(record.Facts[2]);
        Assert.Equal(900, dataset.Rows);
        Assert.Equal("int", dataset.Columns["id"]);
        Assert.Equal(new UpdateFact(Subject.Dataset("db", "orders"), DateTimeOffset.Parse("2026-11-01T05:09:00Z")), record.Facts[3]);
    }

    [Fact]
    public async Task Airflow_schedules_a_run_at_the_end_of_its_interval_and_says_why_it_runs()
    {
        string text = Minimal.Replace("""{"runId":"r1"}""", """
            {"runId":"r1","facets":{"airflowDagRun":{"dagRun":{"run_type":"backfill","data_interval_end":"2026-11-01T00:00:00+00:00"}},
            "nominalTime":{"nominalStartTime":"2026-10-31T00:00:00Z"}}}
            """, StringComparison.Ordinal);

        RunFact run = Assert.IsType<RunFact>((await Format.Read(text))[0].Facts[0]);

        Assert.Equal(DateTimeOffset.Parse("2026-11-01T00:00:00Z"), run.Scheduled);
        Assert.Equal(RunCause.Backfill, run.Cause);
    }

    [Fact]
    public async Task White_space_does_not_make_another_event()
    {
        string spread = Minimal.Replace(",", "\n ,\n  ", StringComparison.Ordinal).Replace("}", "\n}", StringComparison.Ordinal);

        List<Record> records = await Format.Read(Minimal + "\n" + spread + Minimal.Replace("load", "lo ad", StringComparison.Ordinal));
        ulong[] ids = [.. records.Select(record => ((RunFact)record.Facts[0]).Id)];

        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Theory]
    [InlineData("one a line", "E\nE\r\n\nE")]
    [InlineData("after each other", "EEE")]
    [InlineData("list", "[E,\n E , E]")]
    [InlineData("list after list", "[E][E,E]")]
    public async Task Documents_are_found_however_they_are_arranged(string arrangement, string shape)
    {
        Assert.NotEmpty(arrangement);
        List<Record> records = await Format.Read(shape.Replace("E", Minimal, StringComparison.Ordinal));

        Assert.Equal(3, records.Count(record => record.Problem is null));
        Assert.Equal(3, records.Count);
    }

    [Theory]
    [InlineData("""{"eventTime":"2026-11-01T06:00:00Z","run":{},"job":{"name":"a"}}""", "in:1:43 run.runId: missing")]
    [InlineData("""{"eventTime":"2026-11-01T06:00:00Z","run":{"runId":" "},"job":{"name":"a"}}""", "in:1:52 run.runId: empty")]
    [InlineData("""{"eventTime":"2026-11-01T06:00:00Z","run":{"runId":"r"},"job":{}}""", "in:1:63 job.name: missing")]
    [InlineData("""{"run":{"runId":"r"},"job":{"name":"a"},"producer":"p"}""", "in:1:1 eventTime: missing")]
    [InlineData("""{"eventTime":"yesterday","run":{"runId":"r"},"job":{"name":"a"}}""", "in:1:14 eventTime: expected a time like 2026-11-22T06:00:00Z, found \"yesterday\"")]
    [InlineData("""{"eventTime":"1601-01-01T00:00:00Z","run":{"runId":"r"},"job":{"name":"a"}}""", "in:1:14 eventTime: expected a time in the years 1970 to 2100, found \"1601-01-01T00:00:00Z\"")]
    [InlineData("""{"eventTime":"2026-11-01T06:00:00Z","eventType":"DONE","run":{"runId":"r"},"job":{"name":"a"}}""", "in:1:49 eventType: expected START, RUNNING, COMPLETE, ABORT, FAIL or OTHER, found \"DONE\"")]
    [InlineData("""{"eventTime":"2026-11-01T06:00:00Z","run":{"runId":"r"},"job":{"name":"a"},"outputs":[{"name":"x"},{}]}""", "in:1:100 outputs[1].name: missing")]
    [InlineData("""{"eventTime":"2026-11-01T06:00:00Z"}""", "in:1:1 run: expected run, job or dataset")]
    [InlineData("""{"eventTime":"2026-11-01T06:00:00Z","run":{"runId":tru},"job":{}}""", "in:1:55 record: not JSON: 'tru},\"job\":{}}' is an invalid JSON literal. Expected the literal 'true'.")]
    [InlineData("""{"eventTime":"\ud800"}""", "in:1:15 record: half of a character (a lone surrogate)")]
    [InlineData("""null""", "in:1:1 record: expected a JSON object")]
    public async Task What_is_wrong_is_said_with_its_place(string text, string problem) =>
        Assert.Equal(problem, (await Format.Read(text)).Outcome());

    [Fact]
    public async Task A_broken_line_costs_itself_only()
    {
        string text = string.Join('\n', Minimal, Minimal[..40], Minimal, "not json", Minimal[..^1], Minimal);

        Assert.Equal(
            """
            1: 1
            in:2:41 record: a text is cut by the end of the line
            3: 1
            in:4:1 record: expected a JSON object
            in:6:1 record: an object begins where none can: the document before it has no end
            6: 1
            """,
            (await Format.Read(text)).Outcome());
    }

    [Fact]
    public async Task The_good_part_of_a_truncated_input_is_kept() =>
        Assert.Equal(
            "1: 1\nin:2:95 record: ends inside the document",
            (await Format.Read(Minimal + "\n" + Minimal[..^2])).Outcome());

    [Fact]
    public async Task A_line_over_the_limit_is_reported_and_the_rest_goes_on()
    {
        string huge = Minimal[..^1] + ",\"x\":\"" + new string('y', Limits.RecordBytes) + "\"}";

        List<Record> records = await Format.Read(Minimal + "\n" + huge + "\n" + Minimal);

        Assert.Equal("1: 1\nin:2:1 record: longer than 8 MiB\n3: 1", records.Outcome());
        Assert.Equal(Limits.KeptOfTooLong, records[1].Bytes.Length);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_rejected_with_their_place()
    {
        byte[] bytes = Encoding.Latin1.GetBytes(Minimal.Replace("load", "l\u00e4", StringComparison.Ordinal) + "\n" + Minimal);

        Assert.Equal("in:1:91 record: not UTF-8\n2: 1", (await Format.Read(bytes)).Outcome());
    }

    [Theory]
    [InlineData(65001)]
    [InlineData(1200)]
    [InlineData(1201)]
    public async Task A_byte_order_mark_tells_the_encoding(int codePage)
    {
        Encoding encoding = Encoding.GetEncoding(codePage);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Minimal)];

        Assert.Same(Format, Recogniser.Find(new Head("in", bytes, true), [Format]));
        Assert.Equal("1: 1", (await Format.Read(bytes)).Outcome());
    }

    [Fact]
    public async Task Job_and_dataset_events_are_told_apart_by_what_they_hold()
    {
        const string Job = """{"eventTime":"2026-11-01T06:00:00Z","job":{"namespace":"ns","name":"load"},"outputs":[{"namespace":"db","name":"t"}]}""";
        const string Dataset = """{"eventTime":"2026-11-01T06:00:00Z","dataset":{"namespace":"db","name":"t","facets":{"ownership":{"owners":[{"name":"bo"}]}}}}""";

        List<Record> records = await Format.Read(Job + Dataset);

        Assert.Equal("dataset:db/t", Assert.IsType<JobFact>(Assert.Single(records[0].Facts)).Outputs[0].Text);
        Assert.Equal(["bo"], Assert.IsType<DatasetFact>(Assert.Single(records[1].Facts)).Owners);
    }

    [Theory]
    [InlineData("""{"parent":{"run":{},"job":{"name":"x"}}}""")]
    [InlineData("""{"nominalTime":{"nominalStartTime":7},"errorMessage":[],"tags":{"tags":"[]"},"parent":{"run":{"runId":"x"}}}""")]
    [InlineData("""{"parent":{"_deleted":true,"run":{"runId":"x"},"job":{"name":"x"}},"externalQuery":null}""")]
    [InlineData("""[]""")]
    public async Task A_broken_facet_does_not_cost_the_event(string facets)
    {
        string text = Minimal.Replace("\"r1\"", "\"r1\",\"facets\":" + facets, StringComparison.Ordinal);

        RunFact run = Assert.IsType<RunFact>(Assert.Single(Assert.Single(await Format.Read(text)).Facts));

        Assert.Null(run.Parent);
        Assert.Null(run.Scheduled);
    }

    [Theory]
    [InlineData(Minimal, true)]
    [InlineData("{\"broken\": nothing\n" + Minimal, true)]
    [InlineData("""{"eventTime":"2026-11-01T06:00:00Z","eventType":"START","run":{"ru""", true)]
    [InlineData("""{"eventType":"START","eventTime":"{{TIME}}","run":{},"job":{}}""", false)]
    [InlineData("""{"$schema":"x","$defs":{"RunEvent":{"run":{},"job":{}}}}""", false)]
    [InlineData("""{"records":[{"time":"x"}]}""", false)]
    [InlineData("MIT License", false)]
    [InlineData("", false)]
    public void Only_events_are_recognised(string text, bool expected) =>
        Assert.Equal(expected, Recogniser.Find(Reading.Head(text), [Format]) is not null);
}
