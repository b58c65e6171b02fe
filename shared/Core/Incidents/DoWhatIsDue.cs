using System.Diagnostics;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Does all work that is due, earliest first, until none is left. Where there is a queue, subjects to be judged go there by shards.</summary>
/// <remarks>Due rows go away after their work is done, and only if nobody put them again meanwhile: a crash leaves them, and the work is done again.</remarks>
/// <param name="queue">null: everything is done here, one after the other, in the same order every time, as a replay needs it.</param>
public sealed class DoWhatIsDue(DueRows due, IReadOnlyList<IDueWork> kinds, TimeProvider time, IJudgeQueue? queue = null)
{
    private const int AtOnce = 250;

    // Rows that a crash makes be looked at again.
    private const int BeforeTakenAway = 50;

    private readonly Dictionary<string, IDueWork> _work = kinds.ToDictionary(k => k.Kind);

    /// <returns>How many due rows were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        int done = 0;
        for (bool more = true; more;)
        {
            due.TakeEarliestPut();
            IReadOnlyList<Due> rows = await NextAsync(cancel).ConfigureAwait(false);
            HashSet<(string, string)> seen = [];
            foreach (Due[] some in rows.Chunk(BeforeTakenAway))
            {
                foreach (Due row in some)
                {
                    // Several rows for one subject are one piece of work; the reminder for it is taken away each.
                    if (seen.Add((row.Kind, row.Id)) && _work.TryGetValue(row.Kind, out IDueWork? one))
                    {
                        using Activity? span = Instruments.Begin($"due {row.Kind}");
                        await one.RunAsync(row.Id, cancel).ConfigureAwait(false);
                        Instruments.Due(row.Kind);
                    }
                }

                await due.DoneAsync(some, cancel).ConfigureAwait(false);
                done += some.Length;
            }

            // Looking costs a read a shard: again only where a shard had more, or work put a reminder for now. What other processes put waits for the next look.
            more = rows.Count >= AtOnce || rows.Count > 0 && due.TakeEarliestPut() <= time.GetUtcNow();
        }

        return queue is null ? done : done + await queue.JudgeAsync(await due.ShardsAsync(time.GetUtcNow(), AtOnce, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
    }

    private Task<IReadOnlyList<Due>> NextAsync(CancellationToken cancel) =>
        queue is null ? due.AtAsync(time.GetUtcNow(), AtOnce, cancel) : due.OthersAtAsync(time.GetUtcNow(), AtOnce, cancel);
}
