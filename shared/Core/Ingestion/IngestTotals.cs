using System.Collections.Concurrent;

namespace Observability.Core.Ingestion;

/// <summary>What became of all records since the process began, by format; for metrics.</summary>
public sealed class IngestTotals
{
    private readonly ConcurrentDictionary<string, Kept> _formats = new(StringComparer.Ordinal);

    public void Add(string format, Kept kept)
    {
        Kept numbers = kept with { Problems = [] };
        _formats.AddOrUpdate(format, numbers, (_, before) => before + numbers);
    }

    /// <summary>Formats in ordinal order, with their counts.</summary>
    public IReadOnlyList<(string Format, Kept Kept)> All() => [.. _formats.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value))];
}
