using System.Runtime.CompilerServices;
using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Dbt;

/// <summary>A dbt artifact: an envelope with a list of results, one record each. Read twice, since the end says how to read the beginning.</summary>
public abstract class DbtFormat : IFormat
{
    public abstract string Name { get; }

    /// <summary>Part of <c>dbt_schema_version</c> that names the artifact.</summary>
    private protected abstract string Artifact { get; }

    public bool Recognises(Head head) =>
        JsonHead.Of(head).Any(view => view.Text("metadata.dbt_schema_version").Contains($"/dbt/{Artifact}/", StringComparison.OrdinalIgnoreCase));

    public async IAsyncEnumerable<Record> ReadAsync(Input input, [EnumeratorCancellation] CancellationToken cancel)
    {
        DbtEnvelope? envelope = await DbtEnvelope.FindAsync(input, cancel).ConfigureAwait(false);
        DbtTally tally = new();
        bool list = false;
        await foreach (JsonPiece piece in JsonPieces.ReadAsync(input, "results", cancel).ConfigureAwait(false))
        {
            list |= piece.Kind == JsonPieceKind.Opening;
            Record record = new() { Line = piece.Line, Bytes = piece.Bytes };
            if (piece.Kind == JsonPieceKind.Broken)
            {
                yield return record with { Problem = new(input.Name, piece.ProblemLine, piece.ProblemColumn, "", piece.Problem) };
            }
            else if (piece.Kind == JsonPieceKind.Document)
            {
                yield return envelope is null ? record with { Problem = piece.At(input.Name, "metadata", "missing") }
                    : !list ? record with { Problem = piece.At(input.Name, "results", "missing") }
                    : Result(piece, input.Name, envelope, tally);
            }
        }

        if (envelope is not null && list)
        {
            Record whole = new() { Line = envelope.Piece.Line, Bytes = envelope.Piece.Bytes };
            yield return envelope.At is null ? whole with { Problem = envelope.Piece.At(input.Name, "metadata.generated_at", "missing, or no time") } : Invocation(envelope, tally, whole);
        }
    }

    private protected abstract Record Read(DbtResult result, DbtTally tally, Record record);

    private protected abstract Record Invocation(DbtEnvelope envelope, DbtTally tally, Record record);

    private Record Result(JsonPiece piece, string source, DbtEnvelope envelope, DbtTally tally)
    {
        Record record = new() { Line = piece.Line, Bytes = piece.Bytes };
        using JsonDocument? document = piece.Parse(source, out BadInput? problem);
        if (document is null)
        {
            return record with { Problem = problem };
        }

        string? id = document.RootElement.Text("unique_id");
        return id is not { Length: <= Limits.NameLength }
            ? record with { Problem = piece.At(source, "unique_id", id is null ? "missing" : $"longer than {Limits.NameLength} characters") }
            : Read(new DbtResult(document.RootElement, id, piece, source, envelope), tally, record);
    }
}
