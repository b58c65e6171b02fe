using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Dbt;

/// <summary>dbt run results, schema v1–v6: one run per executed node, and one for the invocation, their parent.</summary>
/// <remarks>
/// Node: job <c>dbt/&lt;unique_id&gt;</c>, run <c>&lt;invocation&gt;/&lt;unique_id&gt;</c>. Invocation: job <c>dbt/&lt;project&gt;.&lt;command&gt;</c>, run
/// <c>&lt;invocation&gt;</c>. A failed test is a failed run of the test. Skipped and compiled nodes did not run and are ignored.
/// <c>bytes_processed</c> is what a query read, not what it wrote, and is not taken for it.
/// </remarks>
public sealed class DbtRunResults : DbtFormat
{
    public override string Name => "dbt-run-results";

    private protected override string Artifact => "run-results";

    private protected override Record Read(DbtResult result, DbtTally tally, Record record)
    {
        string status = result.Json.Text("status") ?? "";
        RunEvent? state = status.ToLowerInvariant() switch
        {
            "success" or "pass" or "warn" => RunEvent.Completed,
            "error" or "fail" or "partial success" or "runtime error" => RunEvent.Failed,
            "skipped" or "no-op" => RunEvent.Other,
            _ => null,
        };
        if (state is null)
        {
            return result.Bad(record, "status", status.Length == 0 ? "missing" : $"expected a status of dbt, found \"{SafeText.Cut(status)}\"");
        }

        tally.Add(result, state == RunEvent.Failed);
        if (state == RunEvent.Other || result.Envelope.RunsNothing)
        {
            return record with { Ignored = state == RunEvent.Other ? status : "compiled, not run" };
        }

        if ((result.Timing().Ended ?? result.Envelope.At) is not DateTimeOffset at)
        {
            return result.Bad(record, "timing", "no time, and no generated_at either");
        }

        return record with { Facts = [result.Run(state.Value, at, new(Whole(result.Envelope, tally), result.Envelope.Invocation)), result.Describe(at)] };
    }

    private protected override Record Invocation(DbtEnvelope envelope, DbtTally tally, Record record)
    {
        if (envelope.RunsNothing)
        {
            return record with { Ignored = "compiled, not run" };
        }

        DateTimeOffset at = envelope.At ?? default;
        return record with
        {
            Facts =
            [
                new RunFact
                {
                    Job = Whole(envelope, tally),
                    RunId = envelope.Invocation,
                    At = at,
                    Event = tally.Failures > 0 ? RunEvent.Failed : envelope.Whole ? RunEvent.Completed : RunEvent.Other,
                    Id = Canonical.Hash(envelope.Piece.Bytes.Span),
                    Started = envelope.Started,
                    Ended = at,
                    Error = tally.Words(),
                },
                new JobFact { Job = Whole(envelope, tally), At = at, Integration = "DBT", JobType = "INVOCATION" },
            ],
        };
    }

    private static Subject Whole(DbtEnvelope envelope, DbtTally tally) =>
        Subject.Job("dbt", string.Join('.', new[] { tally.Project.Length == 0 ? "invocation" : tally.Project, envelope.Which }.Where(part => part.Length > 0)));
}
