using System.Collections.Concurrent;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Lineage;

/// <summary>Who feeds whom: jobs read and write datasets, and jobs start jobs. Each edge stands at both its ends.</summary>
public sealed class LineageStore(ITableStore store)
{
    private const string Table = "lineage";
    private const int KnownLimit = 200_000;

    // Edges written by this process today: a cache only, so that a thousand runs of a job do not write its edges a thousand times.
    private readonly ConcurrentDictionary<(Subject, Subject), DateOnly> _known = new();

    /// <summary>Keeps edges (upstream, downstream) as seen on a day; the same again costs nothing.</summary>
    /// <returns>Whether any of them was written.</returns>
    public async Task<bool> KeepAsync(IReadOnlyCollection<(Subject Up, Subject Down)> edges, DateTimeOffset seen, CancellationToken cancel)
    {
        DateOnly day = DateOnly.FromDateTime(seen.UtcDateTime);
        if (_known.Count > KnownLimit)
        {
            _known.Clear();
        }

        (Subject Up, Subject Down)[] fresh = [.. edges.Where(e => e.Up != e.Down && (!_known.TryGetValue(e, out DateOnly last) || last < day)).Distinct()];
        IEnumerable<(Subject At, string Side, Subject Other)> rows = fresh.SelectMany(e => new[] { (e.Up, "d", e.Down), (e.Down, "u", e.Up) });
        await Task.WhenAll(rows.GroupBy(r => r.At).SelectMany(at => at.Chunk(StoreLimits.BatchRows).Select(some =>
            store.WriteAsync(Table, KeyCodec.Encode(at.Key.Text), [.. some.Select(r => Edge(r.Side, r.Other, day))], cancel)))).ConfigureAwait(false);
        foreach ((Subject, Subject) edge in fresh)
        {
            _known[edge] = day;
        }

        return fresh.Length > 0;
    }

    /// <summary>What feeds the subject, and what it feeds, one step away.</summary>
    public async Task<Neighbours> OfAsync(Subject subject, CancellationToken cancel)
    {
        List<Subject> up = [];
        List<Subject> down = [];
        await foreach (Row row in store.RowsAsync(Table, new KeyRange(KeyCodec.Encode(subject.Text)), cancel).ConfigureAwait(false))
        {
            (row.Key.StartsWith('u') ? up : down).Add(new((string)row.Values["Subject"]));
        }

        return new(up, down);
    }

    private static Write.Put Edge(string side, Subject other, DateOnly day) => new(
        KeyCodec.Join(side, other.Text),
        new Dictionary<string, object> { ["Subject"] = other.Text, ["Seen"] = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) });
}

/// <summary>One step up and one step down.</summary>
public sealed record Neighbours(IReadOnlyList<Subject> Up, IReadOnlyList<Subject> Down);
