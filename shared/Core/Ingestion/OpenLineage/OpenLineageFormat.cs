using System.Runtime.CompilerServices;
using Observability.Core.Ingestion.Json;

namespace Observability.Core.Ingestion.OpenLineage;

/// <summary>OpenLineage 2-0-2 run, job and dataset events: one, many after each other, one a line, or a list.</summary>
public sealed class OpenLineageFormat : IFormat
{
    private static readonly string[] Parts = ["run", "job", "dataset", "eventType", "inputs", "outputs", "producer", "schemaURL"];

    public string Name => "openlineage";

    public bool Recognises(Head head) => JsonHead.Of(head).Any(IsEvent);

    public async IAsyncEnumerable<Record> ReadAsync(Input input, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (JsonPiece piece in JsonPieces.ReadAsync(input, inside: null, cancel).ConfigureAwait(false))
        {
            yield return EventReader.Read(piece, input.Name);
        }
    }

    private static bool IsEvent(JsonHead head)
    {
        int parts = Parts.Count(part => head.Has(part));
        bool timed = head.Has("eventTime");
        return (timed ? parts >= 1 : parts >= 3 && (head.Has("run") || head.Has("job"))) && !IsTemplate(head.Text("eventTime")) && !IsTemplate(head.Text("run.runId"));
    }

    /// <summary>Expectations in tests of other tools look like events and hold placeholders.</summary>
    private static bool IsTemplate(string text) => text.StartsWith("{{", StringComparison.Ordinal) || text.StartsWith("${", StringComparison.Ordinal);
}
