using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Dbt;

/// <summary>dbt source freshness, schema v1–v3: when each source was last loaded. Whether that is late is decided here, not by dbt's thresholds.</summary>
/// <remarks>Dataset <c>dbt/&lt;unique_id&gt;</c>. A check that could not run is a failed run of the job of the same name.</remarks>
public sealed class DbtSources : DbtFormat
{
    public override string Name => "dbt-sources";

    private protected override string Artifact => "sources";

    private protected override Record Read(DbtResult result, DbtTally tally, Record record)
    {
        bool failed = result.Json.Text("status") == "runtime error";
        tally.Add(result, failed);
        if (failed)
        {
            return (result.Timing().Ended ?? result.Envelope.At) is DateTimeOffset at
                ? record with { Facts = [result.Run(RunEvent.Failed, at, parent: null), result.Describe(at)] }
                : result.Bad(record, "timing", "no time, and no generated_at either");
        }

        string? wrong = Times.Read(result.Json.Text("max_loaded_at") ?? "", out DateTimeOffset loaded);
        return wrong is null
            ? record with { Facts = [new UpdateFact(Subject.Dataset("dbt", result.Id), loaded)] }
            : result.Bad(record, "max_loaded_at", wrong);
    }

    private protected override Record Invocation(DbtEnvelope envelope, DbtTally tally, Record record) =>
        record with { Ignored = $"a check of {tally.Results} sources" };
}
