using System.Text;
using CsCheck;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Csv;
using Observability.Core.Ingestion.Plain;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Ingestion;

public sealed class PlainCsvTests
{
    private static readonly IFormat[] Formats = [new RunsCsv(), new UpdatesCsv(), new PointsCsv(), new LagCsv()];

    [Theory]
    [InlineData("job,run_id,start,end,status\n", "runs-csv")]
    [InlineData("status,\"end\",start,Run_Id,job,owner", "runs-csv")]
    [InlineData("dataset,time\r\nbroken", "updates-csv")]
    [InlineData("time,bytes,dataset\n", "updates-csv")]
    [InlineData("series,time,value\n", "points-csv")]
    [InlineData("group,lag,time\n", "lag-csv")]
    [InlineData("path,commit,author_time\n", null)]
    [InlineData("dataset;time\n", null)]
    public void The_header_tells_the_format(string text, string? format) =>
        Assert.Equal(format, Recogniser.Find(Reading.Head(text), Formats)?.Name);

    [Fact]
    public async Task A_run_is_read_with_what_is_optional()
    {
        const string Text = """
            job,run_id,start,end,status,scheduled,rows,bytes,owner
            ns/load,r1,2026-11-01 06:00:00,2026-11-01T06:10:00Z,Succeeded,1793512800,12,,ann
            job:ns/load,r2,1793516400000,,running,,,,
            """;

        List<Record> records = await new RunsCsv().Read(Text);

        RunFact done = Assert.IsType<RunFact>(records[0].Facts[0]);
        Assert.Equal(("job:ns/load", "r1", RunEvent.Completed), (done.Job.Text, done.RunId, done.Event));
        Assert.Equal(DateTimeOffset.Parse("2026-11-01T06:10:00Z"), done.At);
        Assert.Equal(DateTimeOffset.Parse("2026-11-01T06:00:00Z"), done.Started);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1793512800), done.Scheduled);
        Assert.Equal((12L, (long?)null), (done.Rows, done.Bytes));
        RunFact running = Assert.IsType<RunFact>(records[1].Facts[0]);
        Assert.Equal(("job:ns/load", RunEvent.Running, DateTimeOffset.FromUnixTimeSeconds(1793516400)), (running.Job.Text, running.Event, running.At));
    }

    [Theory]
    [InlineData("runs-csv", "job,run_id,start,end,status\na,1,2026-11-01,,success", "in:2:16 end: missing for a run that ended")]
    [InlineData("runs-csv", "job,run_id,start,end,status\na,1,2026-11-02,2026-11-01,failed", "in:2:16 end: before start")]
    [InlineData("runs-csv", "job,run_id,start,end,status\na,1,2026-11-02,,odd", "in:2:17 status: expected success, failed, aborted, running or scheduled, found \"odd\"")]
    [InlineData("runs-csv", "job,run_id,start,end,status\na,1,,,running", "in:2:5 start: missing")]
    [InlineData("runs-csv", "job,run_id,start,end,status\n,1,2026-11-02,,running", "in:2:1 job: missing")]
    [InlineData("updates-csv", "dataset,time,rows\nä,2026-13-01,", "in:2:3 time: expected a time like 2026-11-22T06:00:00Z, found \"2026-13-01\"")]
    [InlineData("updates-csv", "dataset,time,rows\nx,2026-11-01,-3", "in:2:14 rows: expected a whole number of at least 0, found \"-3\"")]
    [InlineData("updates-csv", "dataset,time\nx", "in:2:1 record: expected 2 fields, found 1")]
    [InlineData("updates-csv", "dataset,time\nx,1969-12-31", "in:2:3 time: expected a time in the years 1970 to 2100, found \"1969-12-31\"")]
    [InlineData("updates-csv", "dataset,time\nx,99999999999999", "in:2:3 time: expected a time in the years 1970 to 2100, found \"99999999999999\"")]
    [InlineData("updates-csv", "dataset,time\n\"x\"y,2026-11-01\nz,2026-11-01", "in:2:4 record: text after a closing quote\n3: 1")]
    [InlineData("updates-csv", "dataset,time\n\"x,2026-11-01\nz,2026-11-01\n", "in:2:1 record: a quote is not closed\n3: 1")]
    [InlineData("updates-csv", "dataset,time\n\"a\nb\",oops\nz,2026-11-01", "in:3:4 time: expected a time like 2026-11-22T06:00:00Z, found \"oops\"\n4: 1")]
    [InlineData("updates-csv", "when,what\n", "in:1:1 dataset: missing in the header: dataset,time")]
    [InlineData("updates-csv", "\"dataset,time\nx,2026-11-01", "in:1:1 record: a quote is not closed")]
    [InlineData("points-csv", "series,time,value\na,2026-11-01,\na,2026-11-01,NaN\na,2026-11-02,1e3", "no value\nin:3:14 value: expected a number, found \"NaN\"\n4: 1")]
    [InlineData("lag-csv", "group,lag,time\ng,-1,2026-11-01", "in:2:3 lag: expected a number of at least 0, found \"-1\"")]
    public async Task What_is_wrong_is_said_with_its_place(string format, string text, string outcome) =>
        Assert.Equal(outcome, (await Formats.Single(f => f.Name == format).Read(text)).Outcome());

    [Fact]
    public async Task Points_and_lags_name_their_subject()
    {
        List<Record> points = await new PointsCsv().Read("series,time,value\ncpu,2026-11-01,1.5\ndataset:s/t#rows,2026-11-01,2\nstream:g,2026-11-01,3");
        List<Record> lags = await new LagCsv().Read("time,lag,group\n2026-11-01,7,orders");

        DateTimeOffset day = DateTimeOffset.Parse("2026-11-01T00:00:00Z");
        Assert.Equal(
            [
                new PointFact(new("source:cpu"), "cpu", day, 1.5),
                new PointFact(new("dataset:s/t"), "rows", day, 2),
                new PointFact(new("stream:g"), "value", day, 3),
                new PointFact(new("stream:orders"), "lag", day, 7),
            ],
            points.Concat(lags).Select(record => (PointFact)record.Facts[0]));
    }

    [Fact]
    public async Task A_line_over_the_limit_is_reported_and_the_rest_goes_on()
    {
        string text = "dataset,time\nx,2026-11-01\n" + new string('y', Limits.RecordBytes + 1) + ",2026-11-01\nz,2026-11-01\n";

        Assert.Equal("2: 1\nin:3:1 record: longer than 8 MiB\n4: 1", (await new UpdatesCsv().Read(text)).Outcome());
    }

    [Fact]
    public void What_was_written_as_csv_is_read_as_it_was() =>
        Gen.Select(Gen.String[Gen.Char["ab,\"\n\r ;é"], 0, 8].Array[1, 4].Array[1, 6], Gen.Int[1, 7]).Sample((rows, chunk) =>
        {
            string text = string.Concat(rows.Select(row => string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
            CsvSplitter splitter = new();
            foreach (byte[] part in Encoding.UTF8.GetBytes(text).Chunk(chunk))
            {
                splitter.Feed(part);
            }

            splitter.End();
            return splitter.Ready.Select(row => string.Join('|', row.Fields.Select(field => field.Text)))
                .SequenceEqual(rows.Select(row => string.Join('|', row)));
        });

    [Fact]
    public void Rows_do_not_depend_on_how_the_bytes_are_chunked() =>
        Gen.Select(Gen.String[Gen.Char["a,\"\n\r"], 0, 40], Gen.Int[1, 9]).Sample((text, chunk) => Rows(text, chunk) == Rows(text, 1000));

    private static string Rows(string text, int chunk)
    {
        CsvSplitter splitter = new();
        foreach (byte[] part in Encoding.UTF8.GetBytes(text).Chunk(chunk))
        {
            splitter.Feed(part);
        }

        splitter.End();
        return string.Join('\n', splitter.Ready.Select(row => $"{row.Line} {row.Problem} {string.Join('|', row.Fields)}"));
    }
}
