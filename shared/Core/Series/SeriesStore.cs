using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Series;

/// <summary>Series by subject and measure: one tail row each, and chunk rows behind it, all in the subject's partition so that they change together.</summary>
public sealed class SeriesStore(ITableStore store)
{
    private const string Table = "series";

    /// <summary>The tails of every series of the subject, to be changed and saved as one.</summary>
    /// <param name="states">Whether to load what the judges remember too, where they have something to look at; it is larger than the rest, and only judges need it.</param>
    public async Task<SubjectSeries> LoadAsync(Subject subject, CancellationToken cancel, bool states = false)
    {
        SubjectSeries loaded = new(subject);
        KeyRange tails = KeyRange.Prefix(PartitionOf(subject), "h,");
        KeyRange range = states ? tails with { To = KeyRange.Prefix(PartitionOf(subject), "s,").To } : tails; // nothing stands between the two
        await foreach (Row row in store.RowsAsync(Table, range, cancel).ConfigureAwait(false))
        {
            string measure = (string)row.Values["Measure"];
            if (row.Key.StartsWith('h'))
            {
                loaded.Loaded(SeriesCodec.DecodeTail(measure, Bytes(row)), row.ETag);
            }
            else if (loaded.Of(measure).HasNews)
            {
                loaded.Loaded(measure, StateOf(row));
            }
        }

        return loaded;
    }

    /// <summary>All changed tails and the chunks they let go of, or nothing. False when somebody else was faster: load again.</summary>
    public async Task<bool> SaveAsync(SubjectSeries series, CancellationToken cancel)
    {
        List<Write> writes = [];
        foreach ((SeriesTail tail, string? etag) in series.Changed)
        {
            if (tail.Count == 0)
            {
                // Its only points turned out to be none.
                writes.AddRange(etag is null ? [] : [new Write.Delete(KeyCodec.Join("h", tail.Measure), etag)]);
                continue;
            }

            Dictionary<string, object> values = Values(series.Subject, tail.Measure, SeriesCodec.Encode(tail), compress: false);
            string key = KeyCodec.Join("h", tail.Measure);
            writes.Add(etag is null ? new Write.Insert(key, values) : new Write.Replace(key, values, etag));
            if (tail.State is { } state && !state.Equals(series.LoadedState(tail.Measure)))
            {
                writes.Add(new Write.Put(KeyCodec.Join("s", tail.Measure), StateValues(series.Subject, tail.Measure, state.Span)));
            }
        }

        writes.AddRange(series.Chunks.Select(chunk => new Write.Put(ChunkKey(chunk.Measure, chunk.Start), Values(series.Subject, chunk.Measure, SeriesCodec.Encode(chunk), compress: true))));
        return writes.Count == 0 || (await store.WriteAsync(Table, PartitionOf(series.Subject), writes, cancel).ConfigureAwait(false)).Done;
    }

    /// <summary>The chunk that begins at or before the time, newest first; null when there is none.</summary>
    public async Task<SeriesChunk?> ChunkAtAsync(Subject subject, string measure, DateTimeOffset time, CancellationToken cancel)
    {
        KeyRange range = KeyRange.Prefix(PartitionOf(subject), KeyCodec.Join("c", measure) + ",", take: 1) with { From = ChunkKey(measure, time) };
        await foreach (Row row in store.RowsAsync(Table, range, cancel).ConfigureAwait(false))
        {
            return SeriesCodec.DecodeChunk(measure, Bytes(row));
        }

        return null;
    }

    /// <summary>Chunks that begin in [from, to), oldest first.</summary>
    public async Task<IReadOnlyList<SeriesChunk>> ChunksAsync(Subject subject, string measure, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        List<SeriesChunk> chunks = [];
        KeyRange range = new(PartitionOf(subject), ChunkKey(measure, to), ChunkKey(measure, from) + "~", Take: 50);
        await foreach (Row row in store.RowsAsync(Table, range, cancel).ConfigureAwait(false))
        {
            chunks.Add(SeriesCodec.DecodeChunk(measure, Bytes(row)));
        }

        chunks.Reverse();
        return [.. chunks.Where(c => c.Start >= from && c.Start < to)];
    }

    /// <summary>Drops the chunks that began before the month of a time; each holds points of one month.</summary>
    public async Task DropBeforeAsync(Subject subject, string measure, DateTimeOffset time, CancellationToken cancel)
    {
        DateTimeOffset month = new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        KeyRange range = KeyRange.Prefix(PartitionOf(subject), KeyCodec.Join("c", measure) + ",", StoreLimits.BatchRows) with { From = ChunkKey(measure, month.AddTicks(-1)) };
        Page page;
        do
        {
            page = await store.ReadAsync(Table, range, null, cancel).ConfigureAwait(false);
            await store.WriteAsync(Table, PartitionOf(subject), [.. page.Rows.Select(row => new Write.Delete(row.Key))], cancel).ConfigureAwait(false);
        }
        while (page.After is not null);
    }

    /// <summary>Points in [from, to) in order of time.</summary>
    public async Task<IReadOnlyList<SeriesPoint>> PointsAsync(
        Subject subject, string measure, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        List<SeriesPoint> points = [];
        Row? head = await store.GetAsync(Table, PartitionOf(subject), KeyCodec.Join("h", measure), cancel).ConfigureAwait(false);
        if (head is not null)
        {
            points.AddRange(SeriesCodec.DecodeTail(measure, Bytes(head)).Points);
        }

        KeyRange range = KeyRange.Prefix(PartitionOf(subject), KeyCodec.Join("c", measure) + ",", take: 50) with { From = ChunkKey(measure, to) };
        await foreach (Row row in store.RowsAsync(Table, range, cancel).ConfigureAwait(false))
        {
            SeriesChunk chunk = SeriesCodec.DecodeChunk(measure, Bytes(row));
            points.AddRange(chunk.Points);
            if (chunk.Start < from)
            {
                break;
            }
        }

        return [.. points.Where(p => p.Time >= from && p.Time < to).OrderBy(p => p.Time)];
    }

    /// <summary>Every subject that has series; reads all there is.</summary>
    public async IAsyncEnumerable<Subject> SubjectsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        Subject? last = null;
        await foreach (Row row in store.RowsAsync(Table, new KeyRange(null), cancel).ConfigureAwait(false))
        {
            Subject subject = new((string)row.Values["Subject"]);
            if (subject != last)
            {
                yield return subject;
                last = subject;
            }
        }
    }

    private static string PartitionOf(Subject subject) => KeyCodec.Encode(subject.Text);

    private static string ChunkKey(string measure, DateTimeOffset start) => KeyCodec.Join("c", measure, KeyTime.ReverseTime(start));

    private static ReadOnlyMemory<byte> Bytes(Row row) => Body.Get(row) ?? throw new InvalidDataException($"{row.Partition}/{row.Key}: no body");

    // A state from before states were packed has no length beside it.
    private static ReadOnlyMemory<byte> StateOf(Row row) => row.Values.TryGetValue("Length", out object? length) ? StatePacking.Unpack(Bytes(row).Span, (int)(long)length) : Bytes(row);

    private static Dictionary<string, object> StateValues(Subject subject, string measure, ReadOnlySpan<byte> state)
    {
        Dictionary<string, object> values = Values(subject, measure, StatePacking.Pack(state), compress: false);
        values["Length"] = (long)state.Length;
        return values;
    }

    private static Dictionary<string, object> Values(Subject subject, string measure, ReadOnlySpan<byte> body, bool compress)
    {
        Dictionary<string, object> values = new() { ["Subject"] = subject.Text, ["Measure"] = measure };
        Body.Put(values, body, compress);
        return values;
    }
}
