using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Dbt;

/// <summary>One element of <c>results</c>.</summary>
/// <param name="Id">The node's <c>unique_id</c>, for example <c>model.shop.orders</c>.</param>
internal sealed record DbtResult(JsonElement Json, string Id, JsonPiece Piece, string Source, DbtEnvelope Envelope)
{
    /// <summary>Node type: model, test, seed, snapshot, source, operation …</summary>
    public string Type => Id.Split('.')[0];

    public Subject Job => Subject.Job("dbt", Id);

    public string RunId => $"{Envelope.Invocation}/{Id}";

    /// <summary>Project of the node; empty when its id does not say.</summary>
    public string Project => Id.Split('.') is [_, string project, _, ..] ? project : "";

    /// <summary>What it wrote: the relation where dbt names it, else the node. Null for nodes that write nothing others read.</summary>
    public Subject? Written => Type is "model" or "seed" or "snapshot"
        ? Subject.Dataset("dbt", Json.Text("relation_name") is { Length: <= Limits.NameLength } relation ? Plain(relation) : Id)
        : null;

    public (DateTimeOffset? Started, DateTimeOffset? Ended) Timing()
    {
        DateTimeOffset? started = null;
        DateTimeOffset? ended = null;
        foreach (JsonElement step in Json.Items("timing"))
        {
            started = Least(started, step.Time("started_at"));
            ended = step.Time("completed_at") is DateTimeOffset end && !(ended > end) ? end : ended;
        }

        return (started, ended);
    }

    public Record Bad(Record record, string field, string problem) => record with { Problem = Piece.At(Source, field, problem) };

    /// <summary>The run of one node; the time is when it ended, else when the artifact was written.</summary>
    public RunFact Run(RunEvent state, DateTimeOffset at, RunRef? parent)
    {
        (DateTimeOffset? started, DateTimeOffset? ended) = Timing();
        long? rows = Json.Object("adapter_response").Count("rows_affected");
        return new()
        {
            Job = Job,
            RunId = RunId,
            At = at,
            Event = state,
            Id = Canonical.Hash(Piece.Bytes.Span),
            Started = started,
            Ended = ended,
            Parent = parent,
            Error = state == RunEvent.Failed && (Json.Text("message") ?? Json.Text("error")) is string message ? Redaction.Of(message) : null,
            Outputs = state == RunEvent.Completed && Written is Subject written ? [new DatasetWrite(written, rows)] : [],
        };
    }

    public JobFact Describe(DateTimeOffset at) => new()
    {
        Job = Job,
        At = at,
        Integration = "DBT",
        JobType = Type.ToUpperInvariant(),
        Outputs = Written is Subject written ? [written] : [],
    };

    private static DateTimeOffset? Least(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    /// <summary>A relation without the quotes that adapters put around its parts.</summary>
    private static string Plain(string relation) => relation.Replace("\"", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
}
