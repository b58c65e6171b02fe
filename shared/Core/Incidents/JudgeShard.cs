using System.Diagnostics;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Judges all subjects of one shard that are due, several at once, while no other process does: a lease keeps the others out.</summary>
/// <remarks>The lease saves work; that each subject is judged once, and each finding raised once, follows from ETags, as it does without a lease.</remarks>
public sealed class JudgeShard(DueRows due, DueLeases leases, OutlookStore outlooks, JudgeSubject judge, TimeProvider time)
{
    // A page of rows, which a crash makes be looked at again; and subjects that wait for the store at the same time.
    private const int Page = 100;
    private const int AtOnce = 8;

    /// <returns>How many due rows were looked at; 0 also while another process does it.</returns>
    public async Task<int> RunAsync(int shard, CancellationToken cancel)
    {
        if (await leases.TakeAsync($"judge-{shard}", cancel).ConfigureAwait(false) is not { } lease)
        {
            return 0;
        }

        int done = 0;
        try
        {
            DueLease? held = lease;
            while (held is not null && await due.OfShardAsync(shard, time.GetUtcNow(), Page, cancel).ConfigureAwait(false) is { Count: > 0 } rows)
            {
                lease = held;
                await JudgeAsync(rows, cancel).ConfigureAwait(false);
                done += rows.Count;
                held = await leases.RenewAsync(lease, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            await leases.ReleaseAsync(lease).ConfigureAwait(false);
        }

        return done;
    }

    private async Task JudgeAsync(IReadOnlyList<Due> rows, CancellationToken cancel)
    {
        JudgedPage page = new();
        await Parallel.ForEachAsync(rows.Select(r => r.Id).Distinct(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (id, stop) =>
        {
            using Activity? span = Instruments.Begin($"due {judge.Kind}");
            await judge.RunAsync(new Subject(id), page, stop).ConfigureAwait(false);
            Instruments.Due(judge.Kind);
        }).ConfigureAwait(false);
        await page.WriteAsync(outlooks, due, rows, cancel).ConfigureAwait(false);
    }
}
