using Observability.Core.Ingestion.Csv;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Plain;

/// <summary>One run a row: <c>job,run_id,start,end,status[,scheduled,rows,bytes]</c>.</summary>
public sealed class RunsCsv : CsvFormat
{
    public override string Name => "runs-csv";

    private protected override IReadOnlyList<string> Needed { get; } = ["job", "run_id", "start", "end", "status"];

    private protected override Record Read(CsvFields fields, Record record)
    {
        string job = fields.Required("job");
        string runId = fields.Required("run_id");
        DateTimeOffset? start = fields.OptionalTime("start");
        DateTimeOffset? end = fields.OptionalTime("end");
        DateTimeOffset? scheduled = fields.OptionalTime("scheduled");
        RunEvent? state = State(fields);
        if (state is RunEvent.Completed or RunEvent.Failed or RunEvent.Aborted && end is null)
        {
            fields.Fail("end", "missing for a run that ended");
        }

        if (end < start)
        {
            fields.Fail("end", "before start");
        }

        if ((end ?? start ?? scheduled) is not DateTimeOffset at)
        {
            fields.Fail("start", "missing");
            return record;
        }

        return record with
        {
            Facts =
            [
                new RunFact
                {
                    Job = Subject("job", job),
                    RunId = runId,
                    At = at,
                    Event = state ?? RunEvent.Other,
                    Id = ContentHash.Of64(record.Bytes.Span),
                    Started = start,
                    Ended = end,
                    Scheduled = scheduled,
                    Rows = fields.OptionalCount("rows"),
                    Bytes = fields.OptionalCount("bytes"),
                },
            ],
        };
    }

    private static RunEvent? State(CsvFields fields)
    {
        RunEvent? state = fields.Required("status").ToLowerInvariant().Replace(' ', '_') switch
        {
            "success" or "succeeded" or "successful" or "complete" or "completed" or "ok" or "pass" or "passed" => RunEvent.Completed,
            "fail" or "failed" or "failure" or "error" or "timedout" or "timed_out" or "timeout" => RunEvent.Failed,
            "abort" or "aborted" or "cancel" or "canceled" or "cancelled" or "killed" or "skipped" => RunEvent.Aborted,
            "running" or "in_progress" or "inprogress" => RunEvent.Running,
            "start" or "started" => RunEvent.Started,
            "scheduled" or "queued" or "pending" => RunEvent.Scheduled,
            _ => null,
        };
        if (state is null)
        {
            fields.Fail("status", $"expected success, failed, aborted, running or scheduled, found \"{SafeText.Cut(fields.Text("status"))}\"");
        }

        return state;
    }
}
