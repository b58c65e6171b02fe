using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Telemetry;

/// <summary>Sends the runs of which something new was heard, as they stand now.</summary>
/// <remarks>A mark goes away after its row was taken, and only if nothing was heard meanwhile: a crash between sends the row again, which readers know by its key.</remarks>
/// <param name="owner">Who looks after a subject; null when nobody is known.</param>
public sealed class SendRuns(RunMarks marks, RunStore runs, ITelemetrySink sink, Func<Subject, CancellationToken, Task<string?>> owner)
{
    /// <summary>Most runs of one shard in one go; what is left waits for the next.</summary>
    public const int MostOfShard = 1000;

    private const int AtOnce = 50;

    // Runs that a page of index rows holds, and marks from which on one costs less than reading each run.
    private const int Page = 1000;
    private const int WorthAPage = 20;

    // How old a mark's event may be to be looked for among the index rows, and how long before it most runs began.
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    /// <param name="dashboard">Ends with a slash; null when there is no address.</param>
    /// <returns>What became of the rows, and whether marks are left.</returns>
    public async Task<(TelemetrySent Sent, bool More)> RunAsync(Uri? dashboard, DateTimeOffset now, CancellationToken cancel)
    {
        Dictionary<Subject, string?> teams = [];
        TelemetrySent all = TelemetrySent.None;
        bool more = false;
        IReadOnlyList<RunMark>[] marked = await Task.WhenAll(Enumerable.Range(0, RunMarks.Shards).Select(shard => marks.OfAsync(shard, MostOfShard, cancel))).ConfigureAwait(false);
        IReadOnlyDictionary<(Subject, string), RunSummary> lately = await LatelyAsync(marked.SelectMany(m => m), now, cancel).ConfigureAwait(false);
        for (int shard = 0; shard < RunMarks.Shards && all.After is null; shard++)
        {
            more |= marked[shard].Count == MostOfShard;
            foreach (RunMark[] part in marked[shard].Chunk(AtOnce * 10))
            {
                all = all.Then(await SendAsync(shard, part, lately, teams, dashboard, now, cancel).ConfigureAwait(false));
                if (all.After is not null)
                {
                    break;
                }
            }
        }

        return (all, more);
    }

    private async Task<TelemetrySent> SendAsync(
        int shard, RunMark[] part, IReadOnlyDictionary<(Subject, string), RunSummary> lately, Dictionary<Subject, string?> teams, Uri? dashboard, DateTimeOffset now, CancellationToken cancel)
    {
        List<(RunMark Mark, RunSummary Run)> known = [];
        List<RunMark> gone = [];
        foreach (RunMark[] some in part.Chunk(AtOnce))
        {
            RunSummary?[] found = await Task.WhenAll(some.Select(m => lately.TryGetValue((m.Job, m.RunId), out RunSummary? run) ? Task.FromResult<RunSummary?>(run) : FindAsync(m, now, cancel))).ConfigureAwait(false);
            foreach ((RunMark mark, RunSummary? run) in some.Zip(found))
            {
                if (run is null)
                {
                    gone.Add(mark);
                    continue;
                }

                known.Add((mark, run));
            }
        }

        List<ReadOnlyMemory<byte>> rows = [];
        foreach (Subject[] some in known.Select(k => k.Run.Job).Distinct().Where(job => !teams.ContainsKey(job)).Chunk(AtOnce))
        {
            string?[] found = await Task.WhenAll(some.Select(job => owner(job, cancel))).ConfigureAwait(false);
            foreach ((Subject job, string? team) in some.Zip(found))
            {
                teams[job] = team;
            }
        }

        rows.AddRange(known.Select(k => LoggedRun.Table.Row(new(now, k.Run, teams[k.Run.Job], dashboard))));

        TelemetrySent sent = rows.Count == 0 ? TelemetrySent.None : await sink.SendAsync(LoggedRun.Table, rows, cancel).ConfigureAwait(false);
        await marks.DoneAsync(shard, [.. gone, .. known.Take(sent.Done).Select(k => k.Mark)], cancel).ConfigureAwait(false);
        return sent;
    }

    // Most marks are of runs that began lately, whose index rows stand together, written before the marks: a page of them instead of a read each. Not where a month ends, around which a run may have two.
    private async Task<IReadOnlyDictionary<(Subject, string), RunSummary>> LatelyAsync(IEnumerable<RunMark> marked, DateTimeOffset now, CancellationToken cancel)
    {
        Dictionary<(Subject, string), RunSummary> found = [];
        DateTimeOffset[] near = [.. marked.Select(m => m.Near).Where(at => now - at < Lately && at <= now)];
        if (near.Length < WorthAPage || RunStore.Month(now - Lately - Before) != RunStore.Month(now))
        {
            return found;
        }

        HashSet<(Subject, string)> twice = [];
        int left = Page * (1 + (near.Length / WorthAPage));
        await foreach (RunSummary run in runs.RecentAsync(near.Min() - Before, now.AddTicks(1), cancel).ConfigureAwait(false))
        {
            if (left-- == 0)
            {
                break;
            }

            if (!found.TryAdd((run.Job, run.RunId), run))
            {
                twice.Add((run.Job, run.RunId)); // its start was said to be another: the run itself knows
            }
        }

        foreach ((Subject, string) one in twice)
        {
            found.Remove(one);
        }

        return found;
    }

    private async Task<RunSummary?> FindAsync(RunMark mark, DateTimeOffset now, CancellationToken cancel) =>
        (await runs.PartsAsync(mark.Job, mark.RunId, mark.Near, now, cancel).ConfigureAwait(false)).Select(p => p.Run).ToArray() is { Length: > 0 } parts ? RunSummary.Of(parts.Aggregate(RunJoin.Join)) : null;
}
