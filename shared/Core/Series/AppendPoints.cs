using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>Puts points into the series of one subject, whatever their order; the same points again change nothing.</summary>
public sealed class AppendPoints(SeriesStore store)
{
    // Points between two saves.
    private const int Slice = 10_000;

    /// <returns>What became of each point, in the order given.</returns>
    public Task<IReadOnlyList<Added>> RunAsync(Subject subject, IReadOnlyList<(string Measure, SeriesPoint Point)> points, CancellationToken cancel) =>
        RunAsync(subject, points, [], cancel);

    /// <param name="gone">Points that were said earlier and turned out to be none.</param>
    /// <returns>What became of each point, in the order given.</returns>
    public async Task<IReadOnlyList<Added>> RunAsync(
        Subject subject, IReadOnlyList<(string Measure, SeriesPoint Point)> points, IReadOnlyList<(string Measure, ulong Id)> gone, CancellationToken cancel)
    {
        Added[] added = new Added[points.Count];
        int[] inTime = [.. Enumerable.Range(0, points.Count).OrderBy(i => points[i].Point.Time).ThenBy(i => points[i].Point.Id)];
        int saved = 0;
        bool done = inTime.Length == 0 && gone.Count == 0;
        while (!done)
        {
            SubjectSeries series = await store.LoadAsync(subject, cancel).ConfigureAwait(false);
            foreach ((string measure, ulong id) in gone)
            {
                Withdraw(series, measure, id);
            }

            int next = saved;
            for (; next < inTime.Length && next - saved < Slice && series.Chunks.Count < SeriesChunk.MostInSave; next++)
            {
                added[inTime[next]] = await AddAsync(series, points[inTime[next]].Measure, points[inTime[next]].Point, cancel).ConfigureAwait(false);
            }

            saved = await store.SaveAsync(series, cancel).ConfigureAwait(false) ? next : saved;
            done = saved == inTime.Length && saved == next;
        }

        return added;
    }

    private static void Withdraw(SubjectSeries series, string measure, ulong id)
    {
        SeriesTail tail = series.Of(measure);
        if (tail.Has(id) && tail.Without(id) is var without && without != tail)
        {
            series.Set(without);
        }
    }

    private async Task<Added> AddAsync(SubjectSeries series, string measure, SeriesPoint point, CancellationToken cancel)
    {
        SeriesTail tail = series.Of(measure);
        bool older = tail.Count > tail.Held.Count && !(point.Time > tail.Held.First) && !tail.Has(point.Id);
        if (older && await HomeAsync(series, measure, point.Time, cancel).ConfigureAwait(false) is { } chunk)
        {
            // Its chunk is named by its first point: what stands there keeps its time.
            SeriesPoint placed = chunk.Points.FirstOrDefault(p => p.Id == point.Id) is { } known ? point with { Time = known.Time } : point;
            (SeriesTail within, Added late) = new SeriesTail { Measure = measure, Points = chunk.Points, JudgedUntil = tail.JudgedUntil }.Add(placed);
            if (late != Added.Duplicate)
            {
                foreach (SeriesChunk part in SeriesCut.Split(chunk with { Points = within.Points }))
                {
                    series.Add(part);
                }

                bool behind = chunk.Points.Count == 0 && !within.Points[0].Late && !(tail.BehindFrom <= point.Time);
                series.Set(tail with
                {
                    Count = tail.Count + (late == Added.New ? 1 : 0),
                    BehindFrom = behind ? point.Time : tail.BehindFrom,
                    AgainFrom = within.AgainFrom < tail.AgainFrom || tail.AgainFrom is null ? within.AgainFrom : tail.AgainFrom,
                });
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

    // The chunk that a point up to the end of the newest chunk belongs to, a new one where none is near; null: it belongs to the tail.
    private async Task<SeriesChunk?> HomeAsync(SubjectSeries series, string measure, DateTimeOffset time, CancellationToken cancel)
    {
        SeriesChunk? newest = await ChunkAsync(series, measure, DateTimeOffset.MaxValue, cancel).ConfigureAwait(false);
        if (newest is null || time > newest.Points[^1].Time)
        {
            return null;
        }

        SeriesChunk? home = newest.Start <= time ? newest : await ChunkAsync(series, measure, time, cancel).ConfigureAwait(false);
        return home is null || time > home.Points[^1].Time && !SeriesCut.SameMonth(home.Start, time) ? new(measure, [], []) : home;
    }

    private async Task<SeriesChunk?> ChunkAsync(SubjectSeries series, string measure, DateTimeOffset time, CancellationToken cancel)
    {
        SeriesChunk? open = series.Chunks.Where(c => c.Measure == measure && c.Start <= time).MaxBy(c => c.Start);
        SeriesChunk? stored = await store.ChunkAtAsync(series.Subject, measure, time, cancel).ConfigureAwait(false);
        return open is null || stored?.Start > open.Start ? stored : open;
    }
}
