using System.Collections.Concurrent;
using Observability.Core.Configuration;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>Sends everything that is due now. Any number of instances may do so at once: each message is claimed by its ETag.</summary>
/// <remarks>Each receiver has a lane of its own, so that a slow one delays no other; while lanes are busy, new work is still looked for.</remarks>
public sealed class DeliverDue(
    ITableStore store, IReadOnlyList<IChannel> channels, Func<IReadOnlyList<Receiver>> receivers, TimeProvider time, DeliveryOptions? options = null)
{
    private readonly DeliveryOptions _options = options ?? new();
    private readonly ConcurrentDictionary<string, bool> _busy = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _paused = new();

    /// <summary>Returns when nothing more is due, or all that is due waits for a receiver's pause or another's lease.</summary>
    public async Task<Delivered> RunAsync(CancellationToken cancel)
    {
        DeliveryTally tally = new();
        DeliverOne deliver = new(store, channels, receivers(), time, _options, tally);
        ConcurrentDictionary<string, DateTimeOffset> later = new();
        Dictionary<string, Task> lanes = [];
        while (true)
        {
            foreach ((string receiver, DueNotification[] due) in await ReadAsync(later, cancel).ConfigureAwait(false))
            {
                if (_busy.TryAdd(receiver, true))
                {
                    lanes[receiver] = LaneAsync(receiver, due, deliver, later, cancel);
                }
            }

            if (lanes.Count == 0)
            {
                return tally.Result();
            }

            using CancellationTokenSource tick = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny([.. lanes.Values, Task.Delay(_options.Sweep, time, tick.Token)]).ConfigureAwait(false);
            await tick.CancelAsync().ConfigureAwait(false);
            foreach ((string receiver, Task done) in lanes.Where(lane => lane.Value.IsCompleted).ToArray())
            {
                lanes.Remove(receiver);
                await done.ConfigureAwait(false);
            }
        }
    }

    private async Task<Dictionary<string, DueNotification[]>> ReadAsync(ConcurrentDictionary<string, DateTimeOffset> later, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        List<DueNotification> due = [];
        List<Row>[] rows = await Task.WhenAll(DueNotification.AllShards.Select(shard =>
            store.RowsAsync(DueNotification.TableName, DueNotification.Until(shard, now), cancel).ToListAsync(cancel).AsTask())).ConfigureAwait(false);
        foreach (Row row in rows.SelectMany(r => r))
        {
            DueNotification one = DueNotification.Read(row);
            bool waits = (_paused.TryGetValue(one.Receiver, out DateTimeOffset until) && until > now)
                || (later.TryGetValue(one.RowKey, out DateTimeOffset again) && again > now);
            if (!waits && !_busy.ContainsKey(one.Receiver))
            {
                due.Add(one);
            }
        }

        return due.GroupBy(d => d.Receiver).ToDictionary(g => g.Key, g => g.OrderBy(d => d.At).ThenBy(d => d.Revision).ToArray());
    }

    private async Task LaneAsync(
        string receiver, DueNotification[] due, DeliverOne deliver, ConcurrentDictionary<string, DateTimeOffset> later, CancellationToken cancel)
    {
        try
        {
            foreach (DueNotification one in due)
            {
                DeliveryStep step = await deliver.RunAsync(one, cancel).ConfigureAwait(false);
                if (step.Later is { } until)
                {
                    later[one.RowKey] = until;
                }

                if (step.Pause is { } pause)
                {
                    _paused[receiver] = time.GetUtcNow() + pause;
                    return;
                }
            }
        }
        finally
        {
            _busy.TryRemove(receiver, out _);
        }
    }
}
