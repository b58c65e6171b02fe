using Observability.Core.Primitives;

namespace Observability.Core.Ingestion;

/// <summary>One way in which facts arrive. Adding a format is one class and one line in the list of formats.</summary>
public interface IFormat
{
    /// <summary>As printed and as accepted by <c>--format</c>, for example <c>openlineage</c>, <c>dbt-run-results</c>, <c>focus-csv</c>, <c>runs-csv</c>.</summary>
    string Name { get; }

    /// <summary>Whether an input that begins like this is of this format. Looks at content; the name is a hint at most.</summary>
    bool Recognises(Head head);

    /// <summary>The records of the input in order, streaming: memory does not grow with its size. Never throws for what the input holds.</summary>
    IAsyncEnumerable<Record> ReadAsync(Input input, CancellationToken cancel);
}

/// <summary>The first bytes of an input, inflated, at most 64 KiB.</summary>
/// <param name="Name">Path or name as given.</param>
/// <param name="Whole">True when these bytes are all there is.</param>
public sealed record Head(string Name, ReadOnlyMemory<byte> Bytes, bool Whole);

/// <summary>Something to read.</summary>
/// <param name="Name">Path as given, or the name of the sender: stands in every <see cref="BadInput"/>.</param>
/// <param name="Path">The file on disk when there is one (it may be compressed); null for standard input and request bodies.</param>
/// <param name="Open">Opens it from the start, inflated.</param>
public sealed record Input(string Name, string? Path, Func<Stream> Open);

/// <summary>One record of an input: its facts, or what is wrong with it, or why it is none of ours.</summary>
public sealed record Record
{
    /// <summary>1-based line where it begins; 0 when the input has no lines.</summary>
    public long Line { get; init; }

    /// <summary>The record as it came, for the raw store and the dead letters; empty where many charges were summed up.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>How many records of the source these facts stand for.</summary>
    public long Count { get; init; } = 1;

    /// <summary>Set when the record cannot be used.</summary>
    public BadInput? Problem { get; init; }

    /// <summary>Set when the record is well-formed and says nothing that we keep.</summary>
    public string? Ignored { get; init; }
}
