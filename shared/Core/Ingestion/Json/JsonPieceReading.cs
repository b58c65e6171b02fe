using System.Text.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Json;

/// <summary>From a piece to a parsed document or to what is wrong with it.</summary>
internal static class JsonPieceReading
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.Depth };

    /// <returns>The document, to be disposed; or null and the problem.</returns>
    public static JsonDocument? Parse(this JsonPiece piece, string source, out BadInput? problem)
    {
        problem = null;
        if (piece.Kind == JsonPieceKind.Broken)
        {
            problem = new(source, piece.ProblemLine, piece.ProblemColumn, "", piece.Problem);
            return null;
        }

        int bad = JsonCheck.FirstBad(piece.Bytes.Span);
        if (bad >= 0)
        {
            problem = piece.At(source, bad, "", piece.Bytes.Span[bad] == (byte)'\\' ? "half of a character (a lone surrogate)" : "not UTF-8");
            return null;
        }

        try
        {
            JsonDocument document = JsonDocument.Parse(piece.Bytes, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            problem = piece.At(source, 0, "", "expected a JSON object");
        }
        catch (JsonException e)
        {
            problem = piece.At(source, Offset(piece.Bytes.Span, e), "", "not JSON: " + Words(e));
        }

        return null;
    }

    /// <summary>A problem at an offset into the piece.</summary>
    public static BadInput At(this JsonPiece piece, string source, int offset, string field, string problem)
    {
        TextPlace place = new TextPlace(piece.Line, piece.Column).After(piece.Bytes.Span[..offset]);
        return new(source, place.Line, place.Column, field, problem);
    }

    /// <summary>A problem at a field, or where the nearest object that should hold it begins.</summary>
    public static BadInput At(this JsonPiece piece, string source, string field, string problem) =>
        piece.At(source, JsonPlace.Of(piece.Bytes.Span, field), field, problem);

    private static int Offset(ReadOnlySpan<byte> bytes, JsonException e)
    {
        int offset = 0;
        for (long line = e.LineNumber ?? 0; line > 0 && bytes[offset..].IndexOf((byte)'\n') is int end and >= 0; line--)
        {
            offset += end + 1;
        }

        return (int)Math.Min(bytes.Length, offset + (e.BytePositionInLine ?? 0));
    }

    private static string Words(JsonException e)
    {
        int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return SafeText.Cut(place < 0 ? e.Message : e.Message[..place], 200);
    }
}
