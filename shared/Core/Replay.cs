using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core;

/// <summary>One record that waits for its time.</summary>
/// <param name="Order">Place in the input; breaks ties of time.</param>
public sealed record Arrival(DateTimeOffset At, long Order, string Format, Record Record);

/// <summary>Feeds records to the service in the order in which they came, on a clock that moves with them, and does what is due in between: what would have happened.</summary>
/// <param name="deliver">Whether receivers are told; false leaves what was to be told in the outbox.</param>
public sealed class Replay(Service service, SimulatedTime clock, bool deliver)
{
    private const string Table = "replay";
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    /// <summary>Called after each step that is done and marked.</summary>
    public Func<CancellationToken, Task> AfterTick { get; init; } = _ => Task.CompletedTask;

    /// <param name="arrivals">Sorted by time, then order.</param>
    /// <param name="to">The clock ends here, with all that is due by then done.</param>
    /// <param name="resume">Whether to go on where an earlier replay into the same store stopped. What was under way then is done again, with the same result.</param>
    public async Task<Kept> RunAsync(IReadOnlyList<Arrival> arrivals, DateTimeOffset to, bool resume, IProgress<double>? progress, CancellationToken cancel)
    {
        DateTimeOffset done = resume ? await WatermarkAsync(cancel).ConfigureAwait(false) : DateTimeOffset.MinValue;
        Kept kept = Kept.None;
        int next = 0;
        while (next < arrivals.Count && arrivals[next].At < done)
        {
            next++;
        }

        if (next < arrivals.Count)
        {
            // Where it stopped, not where it goes on: what became due between is done at its own time.
            clock.MoveTo(done > DateTimeOffset.MinValue ? done : EndOfTick(arrivals[next].At) - Tick);
            await service.ArmAsync(cancel).ConfigureAwait(false);
        }

        while (next < arrivals.Count)
        {
            DateTimeOffset end = EndOfTick(arrivals[next].At);
            await DoUntilAsync(end - Tick, cancel).ConfigureAwait(false);
            int first = next;
            while (next < arrivals.Count && arrivals[next].At < end)
            {
                next++;
            }

            clock.MoveTo(end);
            foreach (IGrouping<string, Arrival> format in arrivals.Skip(first).Take(next - first).GroupBy(a => a.Format))
            {
                kept += await service.Keep.RunAsync(format.Key, [.. format.Select(a => a.Record)], cancel).ConfigureAwait(false);
            }

            await WorkAsync(cancel).ConfigureAwait(false);
            if (resume)
            {
                await MarkAsync(end, cancel).ConfigureAwait(false);
                await AfterTick(cancel).ConfigureAwait(false);
            }

            progress?.Report((double)next / arrivals.Count);
        }

        await DoUntilAsync(to, cancel).ConfigureAwait(false);
        clock.MoveTo(to);
        await WorkAsync(cancel).ConfigureAwait(false);
        return kept;
    }

    private static DateTimeOffset EndOfTick(DateTimeOffset at) => new((at.UtcTicks / Tick.Ticks * Tick.Ticks) + Tick.Ticks, TimeSpan.Zero);

    // Everything that becomes due before the next records come, each at its own time.
    private async Task DoUntilAsync(DateTimeOffset end, CancellationToken cancel)
    {
        while (await service.DueRows.NextAsync(cancel).ConfigureAwait(false) is { } due && due < end)
        {
            clock.MoveTo(due);
            await WorkAsync(cancel).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        await service.WhatIsDue.RunAsync(cancel).ConfigureAwait(false);
        if (deliver)
        {
            await service.Deliver.RunAsync(cancel).ConfigureAwait(false);
        }
    }

    private async Task<DateTimeOffset> WatermarkAsync(CancellationToken cancel) =>
        await service.Store.GetAsync(Table, "w", "w", cancel).ConfigureAwait(false) is { } row ? (DateTimeOffset)row.Values["Done"] : DateTimeOffset.MinValue;

    private Task MarkAsync(DateTimeOffset done, CancellationToken cancel) =>
        service.Store.WriteAsync(Table, "w", [new Write.Put("w", new Dictionary<string, object> { ["Done"] = done })], cancel);
}
