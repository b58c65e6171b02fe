using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>Puts points into the series of one subject, whatever their order; the same points again change nothing.</summary>
public sealed class AppendPoints(SeriesStore store)
{
    // A save is one batch: this many points fill about 25 chunks.
    private const int Slice = 10_000;

    /// <returns>What became of each point, in the order given.</returns>
    public async Task<IReadOnlyList<Added>> RunAsync(Subject subject, IReadOnlyList<(string Measure, SeriesPoint Point)> points, CancellationToken cancel)
    {
        Added[] added = new Added[points.Count];
        IEnumerable<int> inTime = Enumerable.Range(0, points.Count).OrderBy(i => points[i].Point.Time).ThenBy(i => points[i].Point.Id);
        foreach (int[] slice in inTime.Chunk(Slice))
        {
            SubjectSeries series;
            do
            {
                series = await store.LoadAsync(subject, cancel).ConfigureAwait(false);
                foreach (int i in slice)
                {
                    added[i] = await AddAsync(series, points[i].Measure, points[i].Point, cancel).ConfigureAwait(false);
                }
            }
            while (!await store.SaveAsync(series, cancel).ConfigureAwait(false));
        }

        return added;
    }

    private async Task<Added> AddAsync(SubjectSeries series, string measure, SeriesPoint point, CancellationToken cancel)
    {
        SeriesTail tail = series.Of(measure);
        bool older = tail.Count > tail.Points.Count && (tail.Points.Count == 0 || point.Time < tail.Points[0].Time);
        if (older && await ChunkAsync(series, measure, point.Time, cancel).ConfigureAwait(false) is { } chunk && point.Time <= chunk.Points[^1].Time)
        {
            (SeriesTail within, Added late) = new SeriesTail { Measure = measure, Points = chunk.Points, JudgedUntil = tail.JudgedUntil }.Add(point);
            if (late != Added.Duplicate)
            {
                foreach (SeriesChunk part in SeriesCut.Split(chunk with { Points = within.Points }))
                {
                    series.Add(part);
                }

                series.Set(tail with { Count = tail.Count + (late == Added.New ? 1 : 0) });
            }

            return late;
        }

        (SeriesTail next, Added added) = tail.Add(point);
        if (added != Added.Duplicate)
        {
            (SeriesTail cut, IReadOnlyList<SeriesChunk> chunks) = SeriesCut.Pending(next);
            foreach (SeriesChunk part in chunks)
            {
                series.Add(part);
            }

            series.Set(cut);
        }

        return added;
    }

    private async Task<SeriesChunk?> ChunkAsync(SubjectSeries series, string measure, DateTimeOffset time, CancellationToken cancel) =>
        series.Chunks.Where(c => c.Measure == measure && c.Start <= time).MaxBy(c => c.Start)
        ?? await store.ChunkAtAsync(series.Subject, measure, time, cancel).ConfigureAwait(false);
}
