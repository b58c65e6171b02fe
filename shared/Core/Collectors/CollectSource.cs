using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Storage;

namespace Observability.Core.Collectors;

/// <summary>What one collection brought.</summary>
/// <param name="Failed">Why it ended before everything was there; null when it did not.</param>
public sealed record SourceCollected(string Name, Kept Kept, int Pages, CollectorState State, SourceFailedException? Failed);

/// <summary>Asks a source for what came since its watermark, keeps it page by page, and says when it is silent.</summary>
/// <remarks>The watermark moves after a page is kept: a process that dies asks for that page again, and its records are known already.</remarks>
public sealed class CollectSource(
    Func<IReadOnlyList<ICollector>> collectors, CollectorStore store, IngestInput ingest, RaiseFindings raise, DueRows due, TimeProvider time, Func<int, byte[]> random) : IDueWork
{
    /// <summary>Nobody else asks the source meanwhile; a process that died held it no longer.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    /// <summary>A collection that takes longer goes on with the next tick, so that other due work has its turn.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    public string Kind => DueKind.Collect;

    /// <summary>Reminds of every source; at every start, and harmless more often.</summary>
    public async Task ArmAsync(CancellationToken cancel)
    {
        Dictionary<string, CollectorState> known = (await store.AllAsync(cancel).ConfigureAwait(false)).ToDictionary(s => s.Name, StringComparer.Ordinal);
        await due.PutAsync(
            collectors().Select(c => (known.GetValueOrDefault(c.Name)?.Next ?? time.GetUtcNow(), Kind, c.Name)),
            cancel).ConfigureAwait(false);
    }

    /// <summary>Reminds of a source now: something told that it has news.</summary>
    public Task WakeAsync(string name, CancellationToken cancel) => due.PutAsync(time.GetUtcNow(), Kind, name, cancel);

    public async Task RunAsync(string id, CancellationToken cancel)
    {
        if (collectors().FirstOrDefault(c => c.Name == id) is { } collector)
        {
            await CollectAsync(collector, cancel).ConfigureAwait(false);
        }
    }

    /// <returns>null when another process asks the source now.</returns>
    public async Task<SourceCollected?> CollectAsync(ICollector collector, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        string me = Convert.ToHexString(random(8));
        if (await store.ChangeAsync(collector.Name, state => state.HeldUntil > now ? null : state with { Holder = me, HeldUntil = now + Hold, Tried = now }, cancel).ConfigureAwait(false) is not { } state)
        {
            await due.PutAsync(now + Hold, Kind, collector.Name, cancel).ConfigureAwait(false);
            return null;
        }

        (Kept kept, int pages, bool more, SourceFailedException? failed) = await PagesAsync(collector, state, me, now, cancel).ConfigureAwait(false);
        DateTimeOffset ended = time.GetUtcNow();
        CollectorState? after = await store.ChangeAsync(
            collector.Name,
            s => s.Holder != me ? null : Counted(failed is not null ? CollectorHealth.After(s, ended, collector.Every, failed) : CollectorHealth.After(s, ended, more ? TimeSpan.Zero : collector.Every), kept),
            cancel).ConfigureAwait(false);
        if (after is null)
        {
            return new(collector.Name, kept, pages, state, failed); // held by another since: it says how it went
        }

        await due.PutAsync(after.Next ?? ended, Kind, collector.Name, cancel).ConfigureAwait(false);
        await SayAsync(collector, after, ended, cancel).ConfigureAwait(false);
        return new(collector.Name, kept, pages, after, failed);
    }

    private async Task<(Kept Kept, int Pages, bool More, SourceFailedException? Failed)> PagesAsync(ICollector collector, CollectorState state, string me, DateTimeOffset now, CancellationToken cancel)
    {
        Kept kept = Kept.None;
        int pages = 0;
        try
        {
            await foreach (Collected page in collector.CollectAsync(state.Watermark, now, cancel).ConfigureAwait(false))
            {
                if (page is { Format: { } format, Input: { } input })
                {
                    kept += await ingest.RunAsync(format, input, null, cancel).ConfigureAwait(false);
                    pages++;
                }

                DateTimeOffset until = time.GetUtcNow() + Hold;
                bool mine = await store.ChangeAsync(collector.Name, s => s.Holder == me ? s with { Watermark = page.Watermark, HeldUntil = until } : null, cancel).ConfigureAwait(false) is not null;
                if (!mine || time.GetUtcNow() - now > Longest)
                {
                    return (kept, pages, true, null);
                }
            }

            return (kept, pages, false, null);
        }
        catch (SourceFailedException e)
        {
            return (kept, pages, false, e);
        }
    }

    // Said once when it becomes silent and once when it is heard again; the incident is written before the state says so, and the same finding again changes nothing.
    private async Task SayAsync(ICollector collector, CollectorState state, DateTimeOffset now, CancellationToken cancel)
    {
        bool silent = CollectorHealth.IsSilent(state, now, collector.Every);
        bool heard = state is { FailingSince: null, SilentSince: not null };
        if (heard || silent)
        {
            await raise.RunAsync([CollectorHealth.FindingOf(state, now)], cancel).ConfigureAwait(false);
            await store.ChangeAsync(collector.Name, s => s with { SilentSince = heard ? null : s.SilentSince ?? s.FailingSince }, cancel).ConfigureAwait(false);
        }
    }

    private static CollectorState Counted(CollectorState state, Kept kept) =>
        kept.Accepted + kept.Duplicate + kept.Rejected == 0 ? state : state with { Accepted = kept.Accepted, Duplicate = kept.Duplicate, Rejected = kept.Rejected };
}
