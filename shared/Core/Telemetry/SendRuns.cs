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

    /// <param name="dashboard">Ends with a slash; null when there is no address.</param>
    /// <returns>What became of the rows, and whether marks are left.</returns>
    public async Task<(TelemetrySent Sent, bool More)> RunAsync(Uri? dashboard, DateTimeOffset now, CancellationToken cancel)
    {
        Dictionary<Subject, string?> teams = [];
        TelemetrySent all = TelemetrySent.None;
        bool more = false;
        for (int shard = 0; shard < RunMarks.Shards && all.After is null; shard++)
        {
            IReadOnlyList<RunMark> some = await marks.OfAsync(shard, MostOfShard, cancel).ConfigureAwait(false);
            more |= some.Count == MostOfShard;
            foreach (RunMark[] part in some.Chunk(AtOnce * 10))
            {
                all = all.Then(await SendAsync(shard, part, teams, dashboard, now, cancel).ConfigureAwait(false));
                if (all.After is not null)
                {
                    break;
                }
            }
        }

        return (all, more);
    }

    private async Task<TelemetrySent> SendAsync(int shard, RunMark[] part, Dictionary<Subject, string?> teams, Uri? dashboard, DateTimeOffset now, CancellationToken cancel)
    {
        List<(RunMark Mark, Run Run)> known = [];
        List<RunMark> gone = [];
        foreach (RunMark[] some in part.Chunk(AtOnce))
        {
            Run?[] found = await Task.WhenAll(some.Select(m => FindAsync(m, now, cancel))).ConfigureAwait(false);
            foreach ((RunMark mark, Run? run) in some.Zip(found))
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
        foreach ((_, Run run) in known)
        {
            if (!teams.TryGetValue(run.Job, out string? team))
            {
                teams[run.Job] = team = await owner(run.Job, cancel).ConfigureAwait(false);
            }

            rows.Add(LoggedRun.Table.Row(new(now, run, team, dashboard)));
        }

        TelemetrySent sent = rows.Count == 0 ? TelemetrySent.None : await sink.SendAsync(LoggedRun.Table, rows, cancel).ConfigureAwait(false);
        await marks.DoneAsync(shard, [.. gone, .. known.Take(sent.Done).Select(k => k.Mark)], cancel).ConfigureAwait(false);
        return sent;
    }

    private async Task<Run?> FindAsync(RunMark mark, DateTimeOffset now, CancellationToken cancel) =>
        (await runs.PartsAsync(mark.Job, mark.RunId, mark.Near, now, cancel).ConfigureAwait(false))
            .Select(p => p.Run).Aggregate(default(Run), (whole, part) => whole is null ? part : RunJoin.Join(whole, part));
}
