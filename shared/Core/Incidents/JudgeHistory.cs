using Observability.Core.Incidents.Judges;
using Observability.Core.Series;

namespace Observability.Core.Incidents;

/// <summary>Judges what is no news: history that came in one go, and again what later points, later values or another version of the judge change. It opens no incident; states and pictures follow.</summary>
internal sealed class JudgeHistory(SeriesStore store)
{
    /// <summary>Chunks that are still to be judged, the oldest first.</summary>
    /// <returns>The tail, and whether more are left than one save takes.</returns>
    public async Task<(SeriesTail Tail, bool More)> CatchUpAsync(SubjectSeries series, SeriesTail tail, IJudgeSession session, Func<SeriesPoint, bool> learns, CancellationToken cancel)
    {
        DateTimeOffset end = tail.Points.Count > 0 ? tail.Points[0].Time : DateTimeOffset.MaxValue;
        IReadOnlyList<SeriesChunk> behind = await store.ChunksAsync(series.Subject, tail.Measure, tail.BehindFrom!.Value, end, cancel).ConfigureAwait(false);
        foreach (SeriesChunk chunk in behind.Take(SeriesChunk.MostInSave))
        {
            SeriesPoint[] points = [.. chunk.Points.Select(p => p.Judgement is null && !p.Late ? p with { Judgement = session.Step(p, learns(p)) } : p)];
            byte[] state = session.Save();
            series.Add(chunk with { Points = points, StateAfter = state });
            tail = tail with { State = state, JudgedUntil = tail.JudgedUntil > points[^1].Time ? tail.JudgedUntil : points[^1].Time };
        }

        bool more = behind.Count > SeriesChunk.MostInSave;
        return (tail with { BehindFrom = more ? behind[SeriesChunk.MostInSave].Start : null }, more);
    }

    /// <summary>Everything from <see cref="SeriesTail.AgainFrom"/> on, beginning with the state after the newest chunk before it.</summary>
    /// <param name="resume">Continues after a state.</param>
    /// <returns>The tail, the session after it, and whether more is left than one save takes.</returns>
    public async Task<(SeriesTail Tail, IJudgeSession Session, bool More)> AgainAsync(
        SubjectSeries series, SeriesTail tail, ISeriesJudge judge, Func<byte[], IJudgeSession> resume, Func<SeriesPoint, bool> learns, CancellationToken cancel)
    {
        SeriesChunk? checkpoint = await CheckpointAsync(series, tail, judge, cancel).ConfigureAwait(false);
        DateTimeOffset from = checkpoint is null ? DateTimeOffset.MinValue : checkpoint.Start.AddTicks(1);
        IReadOnlyList<SeriesChunk> chunks = await store.ChunksAsync(series.Subject, tail.Measure, from, DateTimeOffset.MaxValue, cancel).ConfigureAwait(false);
        IJudgeSession session = resume(checkpoint?.StateAfter ?? []);
        foreach (SeriesChunk chunk in chunks.Take(SeriesChunk.MostInSave))
        {
            series.Add(chunk with { Points = [.. chunk.Points.Select(p => Again(p, session, learns))], StateAfter = session.Save() });
        }

        if (chunks.Count > SeriesChunk.MostInSave)
        {
            return (tail with { AgainFrom = chunks[SeriesChunk.MostInSave].Start }, session, true);
        }

        SeriesPoint[] points = [.. tail.Points.Select(p => p.Judgement is not null || p.Late ? Again(p, session, learns) : p)];
        return (tail with { Points = points, AgainFrom = null, State = session.Save() }, session, false);
    }

    // What was stated again keeps what was said of it when it was news, and what was told stays told.
    private static SeriesPoint Again(SeriesPoint point, IJudgeSession session, Func<SeriesPoint, bool> learns)
    {
        Judgement judged = session.Step(point, learns(point)) with { Alert = point.Judgement?.Alert ?? false };
        return point.Restated ? point : point with { Judgement = judged };
    }

    private async Task<SeriesChunk?> CheckpointAsync(SubjectSeries series, SeriesTail tail, ISeriesJudge judge, CancellationToken cancel)
    {
        DateTimeOffset from = tail.AgainFrom!.Value;
        DateTimeOffset at = from;
        while (await store.ChunkAtAsync(series.Subject, tail.Measure, at, cancel).ConfigureAwait(false) is { } chunk)
        {
            if (chunk.Points[^1].Time < from && chunk.StateAfter.Length > 0 && judge.Reads(chunk.StateAfter))
            {
                return chunk;
            }

            at = chunk.Start.AddTicks(-1);
        }

        return null;
    }
}
