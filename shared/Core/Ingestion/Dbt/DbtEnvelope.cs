using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Dbt;

/// <summary>What a dbt artifact says about the invocation that wrote it.</summary>
/// <param name="Invocation">Its id; a hash of the envelope where it has none.</param>
/// <param name="At">When the artifact was written; null when it does not say.</param>
/// <param name="Which">The command, for example <c>run</c>, <c>test</c>, <c>build</c>; empty before dbt said so.</param>
/// <param name="Piece">The envelope as it came.</param>
internal sealed record DbtEnvelope(string Invocation, DateTimeOffset? At, DateTimeOffset? Started, string Which, JsonPiece Piece)
{
    /// <summary>False when the artifact is cut off: then nobody knows what the rest held.</summary>
    public bool Whole => Piece.Kind != JsonPieceKind.Opening;

    /// <summary>Commands whose results are compiled and not run: they changed no data.</summary>
    public bool RunsNothing => Which is "compile" or "generate" or "docs" or "docs.generate" or "docs generate" or "list" or "ls" or "parse" or "show";

    /// <summary>Reads through the input for its envelope: it may say at its end what its records need.</summary>
    /// <returns>Null when there is none that can be read.</returns>
    public static async Task<DbtEnvelope?> FindAsync(Input input, CancellationToken cancel)
    {
        DbtEnvelope? found = null;
        await foreach (JsonPiece piece in JsonPieces.ReadAsync(input, "results", cancel).ConfigureAwait(false))
        {
            found = piece.Kind switch
            {
                JsonPieceKind.Opening => Read(piece with { Bytes = (byte[])[.. piece.Bytes.Span, .. "[]}"u8] }) ?? found,
                JsonPieceKind.Closing or JsonPieceKind.Document => Read(piece) ?? found,
                _ => found,
            };
            if (piece.Kind == JsonPieceKind.Closing)
            {
                break;
            }
        }

        return found;
    }

    private static DbtEnvelope? Read(JsonPiece piece)
    {
        using JsonDocument? document = piece.Parse("", out _);
        JsonElement metadata = document?.RootElement.Object("metadata") ?? default;
        if (metadata.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement args = document!.RootElement.Object("args");
        DateTimeOffset? at = metadata.Time("generated_at");
        double elapsed = document.RootElement.Number("elapsed_time") ?? -1;
        DateTimeOffset? started = metadata.Time("invocation_started_at")
            ?? (elapsed is >= 0 and < 366 * 86_400 && at is not null ? at - TimeSpan.FromSeconds(elapsed) : null);
        string? id = metadata.Text("invocation_id");
        return new(
            id is { Length: <= Limits.NameLength } ? id : ContentHash.Of(piece.Bytes.Span),
            at,
            started,
            (args.Text("which") ?? args.Text("rpc_method") ?? "").ToLowerInvariant(),
            piece);
    }
}
