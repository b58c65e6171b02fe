namespace Observability.Core.Series;

/// <summary>Moves points from the tail into chunks, so that the row that changes with every point stays small.</summary>
public static class SeriesCut
{
    /// <summary>All points of the tail, which are all judged, as one chunk with the state after them; nothing when they are few and of the month of <paramref name="next"/>.</summary>
    public static (SeriesTail Tail, SeriesChunk? Chunk) Judged(SeriesTail tail, DateTimeOffset next)
    {
        if (tail.Points.Count == 0 || tail.Points.Count < SeriesChunk.CutAt && SameMonth(tail.Points[^1].Time, next))
        {
            return (tail, null);
        }

        return (tail with { Points = [] }, new SeriesChunk(tail.Measure, tail.Points, tail.State));
    }

    /// <summary>What is over the limit of a chunk, as chunks that are still to be judged.</summary>
    public static (SeriesTail Tail, IReadOnlyList<SeriesChunk> Chunks) Pending(SeriesTail tail)
    {
        if (tail.Points.Count <= SeriesChunk.Limit)
        {
            return (tail, []);
        }

        List<SeriesChunk> chunks = [];
        List<SeriesPoint> open = [];
        foreach (SeriesPoint point in tail.Points)
        {
            if (open.Count == SeriesChunk.Limit || open.Count > 0 && !SameMonth(open[^1].Time, point.Time))
            {
                chunks.Add(new(tail.Measure, open, []));
                open = [];
            }

            open.Add(point);
        }

        return (tail with { Points = open, BehindFrom = tail.BehindFrom ?? chunks[0].Start }, chunks);
    }

    /// <summary>A chunk that late points made too large, as two; the first has no state after it, so a re-run starts one chunk earlier.</summary>
    public static IReadOnlyList<SeriesChunk> Split(SeriesChunk chunk)
    {
        int half = chunk.Points.Count / 2;
        return chunk.Points.Count <= SeriesChunk.Limit
            ? [chunk]
            : [chunk with { Points = [.. chunk.Points.Take(half)], StateAfter = [] }, chunk with { Points = [.. chunk.Points.Skip(half)] }];
    }

    private static bool SameMonth(DateTimeOffset a, DateTimeOffset b) => a.UtcDateTime.Year == b.UtcDateTime.Year && a.UtcDateTime.Month == b.UtcDateTime.Month;
}
