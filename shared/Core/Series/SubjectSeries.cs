using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>The series of one subject as loaded, and what was changed since.</summary>
public sealed class SubjectSeries(Subject subject)
{
    private readonly SortedDictionary<string, (SeriesTail Tail, string? ETag, bool Changed)> _tails = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _states = [];
    private readonly List<SeriesChunk> _chunks = [];

    public Subject Subject { get; } = subject;

    public IEnumerable<SeriesTail> Tails => _tails.Values.Select(t => t.Tail);

    /// <summary>What is to be written, with the ETag it was read at; null for a new series.</summary>
    public IEnumerable<(SeriesTail Tail, string? ETag)> Changed => _tails.Values.Where(t => t.Changed).Select(t => (t.Tail, t.ETag));

    /// <summary>Chunks that were cut off or changed since loading.</summary>
    public IReadOnlyList<SeriesChunk> Chunks => _chunks;

    /// <summary>The tail of the measure; an empty one when it has no points yet.</summary>
    public SeriesTail Of(string measure) => _tails.TryGetValue(measure, out var known) ? known.Tail : new() { Measure = measure };

    public void Set(SeriesTail tail) =>
        _tails[tail.Measure] = (tail, _tails.TryGetValue(tail.Measure, out var known) ? known.ETag : null, true);

    public void Add(SeriesChunk chunk)
    {
        _chunks.RemoveAll(c => c.Measure == chunk.Measure && c.Start == chunk.Start);
        _chunks.Add(chunk);
    }

    /// <summary>The judge's state as it stands in the store; null when it was not loaded or there is none.</summary>
    internal ReadOnlyMemory<byte>? LoadedState(string measure) => _states.TryGetValue(measure, out ReadOnlyMemory<byte> state) ? state : default(ReadOnlyMemory<byte>?);

    /// <summary>The tails as they are now, whatever is set later.</summary>
    internal SubjectSeries AsItIs()
    {
        SubjectSeries copy = new(Subject);
        foreach ((string measure, (SeriesTail Tail, string? ETag, bool Changed) tail) in _tails)
        {
            copy._tails[measure] = tail;
        }

        return copy;
    }

    internal void Loaded(SeriesTail tail, string etag) => _tails[tail.Measure] = (tail, etag, false);

    internal void Loaded(string measure, ReadOnlyMemory<byte> state)
    {
        _states[measure] = state;
        _tails[measure] = _tails[measure] with { Tail = _tails[measure].Tail with { State = state } };
    }
}
