using System.Diagnostics;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Does all work that is due, earliest first, until none is left. Where there is a queue, subjects to be judged go there by shards.</summary>
/// <remarks>Due rows go away after their work is done, and only if nobody put them again meanwhile: a crash leaves them, and the work is done again.</remarks>
/// <param name="queue">null: everything is done here, and told in the same order every time, as a replay needs it.</param>
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
        while (await NextAsync(cancel).ConfigureAwait(false) is { Count: > 0 } rows)
        {
            HashSet<(string, string)> seen = [];
            foreach (Due[] some in rows.Chunk(BeforeTakenAway))
            {
                // Several rows for one subject are one piece of work; the reminder for it is taken away each.
                await DoAsync([.. some.Where(row => seen.Add((row.Kind, row.Id)) && _work.ContainsKey(row.Kind))], cancel).ConfigureAwait(false);
                await due.DoneAsync(some, cancel).ConfigureAwait(false);
                done += some.Length;
            }
        }

        return queue is null ? done : done + await queue.JudgeAsync(await due.ShardsAsync(time.GetUtcNow(), AtOnce, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
    }

    private async Task DoAsync(Due[] rows, CancellationToken cancel)
    {
        Task before = Task.CompletedTask;
        for (int i = 0; i < rows.Length; i++)
        {
            Due row = rows[i];
            Task earlier = before;
            if (_work[row.Kind] is not ISideBySide beside)
            {
                await before.ConfigureAwait(false);
                await DoAsync(row, one => one.RunAsync(row.Id, cancel)).ConfigureAwait(false);
            }
            else if (i + 1 < rows.Length)
            {
                before = Task.WhenAll(before, Task.Run(() => DoAsync(row, _ => beside.RunAsync(row.Id, earlier, cancel)), cancel));
            }
            else
            {
                before = Task.WhenAll(before, DoAsync(row, _ => beside.RunAsync(row.Id, earlier, cancel)));
            }
        }

        await before.ConfigureAwait(false);
    }

    private async Task DoAsync(Due row, Func<IDueWork, Task> work)
    {
        using Activity? span = Instruments.Begin($"due {row.Kind}");
        await work(_work[row.Kind]).ConfigureAwait(false);
        Instruments.Due(row.Kind);
    }

    private Task<IReadOnlyList<Due>> NextAsync(CancellationToken cancel) =>
        queue is null ? due.AtAsync(time.GetUtcNow(), AtOnce, cancel) : due.OthersAtAsync(time.GetUtcNow(), AtOnce, cancel);
}
