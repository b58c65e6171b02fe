using System.Diagnostics;
using Observability.Core.Configuration;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>How a lane goes on after one message.</summary>
/// <param name="Later">Leave this due row alone until then.</param>
/// <param name="Pause">Leave the receiver alone for this long.</param>
internal sealed record DeliveryStep(DateTimeOffset? Later = null, TimeSpan? Pause = null);

/// <summary>Claims, sends and records one message. Dying at any line leaves a due row, so that somebody goes on.</summary>
internal sealed class DeliverOne(
    ITableStore store, IReadOnlyList<IChannel> channels, IReadOnlyList<Receiver> receivers, TimeProvider time, DeliveryOptions options, DeliveryTally tally)
{
    private static readonly DeliveryStep Next = new();

    public async Task<DeliveryStep> RunAsync(DueNotification due, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        Row? stored = null;
        Row? newest = null;
        bool othersSend = false;
        DateTimeOffset othersUntil = default;
        await foreach (Row row in store.RowsAsync(due.Table, OutboxRow.To(due.Partition, due.Receiver), cancel).ConfigureAwait(false))
        {
            stored = row.Key == due.Key ? row : stored;
            newest = row;
            if (OutboxRow.Read(row) is { State: OutboxState.Pending, LeaseUntil: { } until } && until > now)
            {
                (othersSend, othersUntil) = (true, until);
            }
        }

        if (stored is null)
        {
            return now - due.Armed < options.WaitForBatch ? new(now + options.LongestPause) : await ForgetAsync(due, cancel).ConfigureAwait(false);
        }

        OutboxRow message = OutboxRow.Read(stored);
        if (message.State != OutboxState.Pending || message.NextTry > now)
        {
            return await ForgetAsync(due, cancel).ConfigureAwait(false); // the next try has a due row of its own
        }

        if (othersSend)
        {
            return new(othersUntil); // this one, or an older one about the same that must not arrive after it
        }

        return newest!.Key != stored.Key
            ? await SupersedeAsync(due, stored, message, cancel).ConfigureAwait(false)
            : await SendAsync(due, stored, message, now, cancel).ConfigureAwait(false);
    }

    private async Task<DeliveryStep> SupersedeAsync(DueNotification due, Row stored, OutboxRow message, CancellationToken cancel)
    {
        OutboxRow superseded = message with { State = OutboxState.Superseded, LeaseUntil = null };
        if (await ReplaceAsync(due, stored.ETag, superseded, cancel).ConfigureAwait(false) is not null)
        {
            tally.Superseded();
        }

        return await ForgetAsync(due, cancel).ConfigureAwait(false);
    }

    private async Task<DeliveryStep> SendAsync(DueNotification due, Row stored, OutboxRow message, DateTimeOffset now, CancellationToken cancel)
    {
        OutboxRow claimed = message with { Tries = message.Tries + 1, LeaseUntil = now + options.Lease, FirstTry = message.FirstTry ?? now };
        string? etag = await ReplaceAsync(due, stored.ETag, claimed, cancel).ConfigureAwait(false);
        if (etag is null)
        {
            return new(now + options.Lease); // another was faster
        }

        Delivery delivery = await TryAsync(claimed.Notification, cancel).ConfigureAwait(false);
        return await RecordAsync(due, etag, claimed, delivery, cancel).ConfigureAwait(false);
    }

    private async Task<Delivery> TryAsync(Notification notification, CancellationToken cancel)
    {
        Receiver? receiver = receivers.FirstOrDefault(r => r.Name == notification.Receiver);
        IChannel? channel = channels.FirstOrDefault(c => c.Type == receiver?.Type);
        if (receiver is null || channel is null)
        {
            return new(DeliveryOutcome.Retry, receiver is null ? "no receiver of this name is configured" : $"there is no channel of type {receiver.Type}");
        }

        using Activity? span = Instruments.Begin($"deliver {channel.Type}", notification.Trace);
        Delivery delivery = await SendAsync(channel, receiver, notification, cancel).ConfigureAwait(false);
        string outcome = delivery.Outcome.ToString().ToLowerInvariant();
        span?.SetTag("outcome", outcome);
        Instruments.Message(channel.Type, outcome);
        return delivery;
    }

    private async Task<Delivery> SendAsync(IChannel channel, Receiver receiver, Notification notification, CancellationToken cancel)
    {
        using CancellationTokenSource timeout = new(options.TryTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            return await channel.SendAsync(notification, receiver, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new(DeliveryOutcome.Retry, $"no answer in {options.TryTimeout.TotalSeconds:0} s");
        }
    }

    private async Task<DeliveryStep> RecordAsync(DueNotification due, string etag, OutboxRow claimed, Delivery delivery, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        OutboxRow done = claimed with { LeaseUntil = null, NextTry = null };
        if (delivery.Outcome is DeliveryOutcome.Sent or DeliveryOutcome.Accepted)
        {
            OutboxState state = delivery.Outcome == DeliveryOutcome.Sent ? OutboxState.Sent : OutboxState.Accepted;
            if (await ReplaceAsync(due, etag, done with { State = state, SentAt = now, LastError = null }, cancel).ConfigureAwait(false) is null)
            {
                return new(now + options.Lease); // taken over in the meantime: the due row stays with its new owner
            }

            (state == OutboxState.Sent ? (Action)tally.Sent : tally.Accepted)();
            return await ForgetAsync(due, cancel).ConfigureAwait(false);
        }

        TimeSpan wait = RetrySchedule.Wait(done.Tries, due.Id, delivery.RetryAfter);
        return delivery.Outcome == DeliveryOutcome.Rejected || now + wait - done.FirstTry > RetrySchedule.GiveUpAfter
            ? await GiveUpAsync(due, etag, done with { LastError = delivery.Detail }, now, cancel).ConfigureAwait(false)
            : await RetryAsync(due, etag, done with { LastError = delivery.Detail, NextTry = now + wait }, delivery, wait, cancel).ConfigureAwait(false);
    }

    private async Task<DeliveryStep> RetryAsync(DueNotification due, string etag, OutboxRow message, Delivery delivery, TimeSpan wait, CancellationToken cancel)
    {
        await store.WriteAsync(DueNotification.TableName, due.Shard, [(due with { At = message.NextTry!.Value }).ToWrite()], cancel).ConfigureAwait(false);
        if (await ReplaceAsync(due, etag, message, cancel).ConfigureAwait(false) is not null)
        {
            await ForgetAsync(due, cancel).ConfigureAwait(false);
        }

        tally.Retrying();
        return new(null, delivery.RetryAfter ?? (wait < options.LongestPause ? wait : options.LongestPause));
    }

    private async Task<DeliveryStep> GiveUpAsync(DueNotification due, string etag, OutboxRow message, DateTimeOffset now, CancellationToken cancel)
    {
        await NotificationIndex.AddDeadAsync(store, now, new(due.Table, due.Partition, due.Key, due.Id), cancel).ConfigureAwait(false);
        if (await ReplaceAsync(due, etag, message with { State = OutboxState.Dead }, cancel).ConfigureAwait(false) is null)
        {
            return new(now + options.Lease);
        }

        tally.Dead(new(due.Id, due.Receiver, $"{message.LastError} (tries: {message.Tries})"));
        return await ForgetAsync(due, cancel).ConfigureAwait(false);
    }

    /// <returns>The new ETag, or null when somebody else changed the row.</returns>
    private async Task<string?> ReplaceAsync(DueNotification due, string etag, OutboxRow message, CancellationToken cancel)
    {
        WriteResult result = await store.WriteAsync(due.Table, due.Partition, [new Write.Replace(due.Key, message.Values(), etag)], cancel).ConfigureAwait(false);
        return result.Done ? result.ETags[0] : null;
    }

    private async Task<DeliveryStep> ForgetAsync(DueNotification due, CancellationToken cancel)
    {
        await store.WriteAsync(DueNotification.TableName, due.Shard, [new Write.Delete(due.RowKey)], cancel).ConfigureAwait(false);
        return Next;
    }
}
