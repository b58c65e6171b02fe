namespace Observability.Core.Ingestion.Json;

/// <summary>What a piece of a stream of JSON is.</summary>
public enum JsonPieceKind
{
    /// <summary>A document, or an element of an array of documents.</summary>
    Document,

    /// <summary>An envelope up to the bracket of the list that holds the records, without the bracket.</summary>
    Opening,

    /// <summary>A whole envelope, its list emptied.</summary>
    Closing,

    /// <summary>Bytes that are no document.</summary>
    Broken,
}

/// <summary>One document of a stream, or one stretch that is none.</summary>
/// <param name="Line">1-based line where it begins.</param>
/// <param name="Column">1-based character column where it begins.</param>
/// <param name="Problem">What is wrong with a broken piece; empty otherwise.</param>
/// <param name="ProblemLine">Where it is wrong.</param>
/// <param name="ProblemColumn">Where it is wrong.</param>
public sealed record JsonPiece(
    JsonPieceKind Kind,
    long Line,
    long Column,
    ReadOnlyMemory<byte> Bytes,
    string Problem = "",
    long ProblemLine = 0,
    long ProblemColumn = 0);
