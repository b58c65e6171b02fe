using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Telemetry;

/// <summary>Runs of which something new was heard since they were last sent: a row each, over a few partitions, whatever happened to it how often.</summary>
public sealed class RunMarks(ITableStore store)
{
    /// <summary>Partitions of the table.</summary>
    public const int Shards = 4;

    private const string Table = "logruns";

    /// <summary>Written after the run: whoever takes the mark then finds what it stands for, and input is acknowledged after both.</summary>
    /// <param name="runs">With a time that an event of the run has.</param>
    public Task PutAsync(IEnumerable<(Subject Job, string RunId, DateTimeOffset Near)> runs, CancellationToken cancel) => Task.WhenAll(
        from shard in runs.GroupBy(r => (r.Job, r.RunId)).Select(g => (g.Key.Job, g.Key.RunId, g.Min(r => r.Near))).GroupBy(r => ShardOf(r.Job))
        from some in shard.Chunk(StoreLimits.BatchRows)
        select store.WriteAsync(Table, Partition(shard.Key), [.. some.Select(Put)], cancel));

    /// <summary>At most <paramref name="most"/> marks of one shard.</summary>
    public async Task<IReadOnlyList<RunMark>> OfAsync(int shard, int most, CancellationToken cancel) =>
        [.. (await store.ReadAsync(Table, new KeyRange(Partition(shard), Take: most), null, cancel).ConfigureAwait(false)).Rows.Select(Read)];

    /// <summary>Takes marks of one shard away, but for those that were put again since they were read.</summary>
    public async Task DoneAsync(int shard, IEnumerable<RunMark> marks, CancellationToken cancel)
    {
        foreach (RunMark[] some in marks.Chunk(StoreLimits.BatchRows))
        {
            List<Write> left = [.. some.Select(m => new Write.Delete(m.Row.Key, m.Row.ETag))];
            while (await store.WriteAsync(Table, Partition(shard), left, cancel).ConfigureAwait(false) is { ConflictAt: { } at })
            {
                left.RemoveAt(at);
            }
        }
    }

    private static Write.Put Put((Subject Job, string RunId, DateTimeOffset Near) run) => new(
        KeyCodec.Join(run.Job.Text, run.RunId),
        new Dictionary<string, object> { ["Job"] = run.Job.Text, ["RunId"] = run.RunId, ["Near"] = run.Near.ToUniversalTime() });

    private static RunMark Read(Row row) => new(new((string)row.Values["Job"]), (string)row.Values["RunId"], (DateTimeOffset)row.Values["Near"], row);

    private static int ShardOf(Subject job) => (int)(ContentHash.Of64(job.Text) % Shards);

    private static string Partition(int shard) => $"s{shard}";
}

/// <param name="Near">A time that an event of the run has.</param>
/// <param name="Row">Where the mark stands in the store.</param>
public sealed record RunMark(Subject Job, string RunId, DateTimeOffset Near, Row Row);
