namespace Observability.Core.Series;

/// <summary>Moves points from the tail into chunks, so that the row that changes with every point stays small.</summary>
public static class SeriesCut
{
    /// <summary>Whether the judged points of the tail are enough for a chunk, or of an earlier month than <paramref name="next"/>.</summary>
    public static bool IsDue(SeriesTail tail, DateTimeOffset next)
    {
        int judged = 0;
        while (judged < tail.Points.Count && tail.Points[judged].Time <= tail.JudgedUntil)
        {
            judged++;
        }

        return judged >= SeriesChunk.CutAt || judged > 0 && !SameMonth(tail.Points[judged - 1].Time, next);
    }

    /// <summary>What is over the limit of a chunk, as chunks that are still to be judged, at most <see cref="SeriesChunk.MostInSave"/> at a time.</summary>
    /// <remarks>Points of one instant stay together: a chunk is named by its start.</remarks>
    public static (SeriesTail Tail, IReadOnlyList<SeriesChunk> Chunks) Pending(SeriesTail tail)
    {
        if (tail.Held.Count <= SeriesChunk.Limit)
        {
            return (tail, []);
        }

        List<SeriesChunk> chunks = [];
        List<SeriesPoint> open = [];
        foreach (SeriesPoint point in tail.Points)
        {
            bool full = open.Count >= SeriesChunk.Limit || open.Count > 0 && !SameMonth(open[^1].Time, point.Time);
            if (full && open[^1].Time != point.Time && chunks.Count < SeriesChunk.MostInSave)
            {
                chunks.Add(new(tail.Measure, open, []));
                open = [];
            }

            open.Add(point);
        }

        return chunks.Count == 0 ? (tail, []) : (tail with { Points = open, BehindFrom = tail.BehindFrom ?? chunks[0].Start }, chunks);
    }

    /// <summary>A chunk that late points made too large, as two; the first has no state after it, so a re-run starts one chunk earlier.</summary>
    public static IReadOnlyList<SeriesChunk> Split(SeriesChunk chunk)
    {
        int half = chunk.Points.Count / 2;
        while (half > 0 && half < chunk.Points.Count && chunk.Points[half].Time == chunk.Points[half - 1].Time)
        {
            half++;
        }

        return chunk.Points.Count <= SeriesChunk.Limit || half == chunk.Points.Count
            ? [chunk]
            : [chunk with { Points = [.. chunk.Points.Take(half)], StateAfter = [] }, chunk with { Points = [.. chunk.Points.Skip(half)] }];
    }

    public static bool SameMonth(DateTimeOffset a, DateTimeOffset b) => a.UtcDateTime.Year == b.UtcDateTime.Year && a.UtcDateTime.Month == b.UtcDateTime.Month;
}
