using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Core.Configuration;
using Observability.Core.Notifications;
using Observability.Core.Storage;

namespace Observability.Unit.Notifications;

public sealed class DeliverDueTests
{
    private readonly FakeTimeProvider _clock = new(An.Morning);
    private readonly LimitedStore _store = new(new MemoryStore());
    private readonly FakeChannel _channel = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_written_with_its_incident_is_sent_once()
    {
        await WriteAsync(An.Notification());

        Delivered first = await Deliverer().RunAsync(Cancel);
        Delivered second = await Deliverer().RunAsync(Cancel);

        Assert.Equal((1, 0), (first.Sent, second.Sent));
        Assert.Equal([An.Notification().Id], _channel.Ids);
        Assert.Equal("inc1", _channel.Sent.Single().Incident!.Id);
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_due_row_whose_batch_failed_sends_nothing_and_goes_away()
    {
        await Outbox.ArmAsync(_store, "incidents", "inc1", [An.Notification()], Cancel);

        await Deliverer().RunAsync(Cancel);
        Assert.NotEmpty(await DueAsync());
        _clock.Advance(TimeSpan.FromMinutes(16));
        await Deliverer().RunAsync(Cancel);

        Assert.Empty(_channel.Sent);
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_batch_that_comes_after_its_due_row_was_looked_at_is_sent_all_the_same()
    {
        Notification slow = An.Notification();
        await Outbox.ArmAsync(_store, "incidents", "inc1", [slow], Cancel);
        await Deliverer().RunAsync(Cancel);
        await _store.WriteAsync("incidents", "inc1", Outbox.Writes([slow]), Cancel);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await Deliverer().RunAsync(Cancel);

        Assert.Single(_channel.Sent);
    }

    [Fact]
    public async Task A_failed_try_is_made_again_later_and_later_with_the_same_id()
    {
        _channel.Answer = (_, before) => Task.FromResult(before < 3 ? new Delivery(DeliveryOutcome.Retry, "500") : FakeChannel.Ok);
        await WriteAsync(An.Notification());
        List<double> seconds = [];
        DeliverDue deliver = Deliverer();

        for (int second = 0; second < 300; second++)
        {
            if ((await deliver.RunAsync(Cancel)) is { Sent: > 0 } or { Retrying: > 0 })
            {
                seconds.Add(second);
            }

            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(4, seconds.Count);
        Assert.InRange(seconds[1] - seconds[0], 4, 7);
        Assert.InRange(seconds[2] - seconds[1], 24, 37);
        Assert.InRange(seconds[3] - seconds[2], 96, 145);
        Assert.Single(_channel.Ids.Distinct());
    }

    [Fact]
    public async Task A_receiver_is_left_alone_for_as_long_as_it_asks()
    {
        _channel.Answer = (_, before) => Task.FromResult(before == 0 ? new Delivery(DeliveryOutcome.Retry, "429", TimeSpan.FromMinutes(3)) : FakeChannel.Ok);
        await WriteAsync(An.Notification());
        await WriteAsync(An.Notification(about: "inc2"));
        DeliverDue deliver = Deliverer();

        await deliver.RunAsync(Cancel);
        _clock.Advance(TimeSpan.FromSeconds(179));
        await deliver.RunAsync(Cancel);
        Assert.Single(_channel.Sent);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await deliver.RunAsync(Cancel);

        Assert.Equal(3, _channel.Sent.Count);
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_message_is_given_up_after_a_day_and_listed()
    {
        _channel.Answer = (_, _) => Task.FromResult(new Delivery(DeliveryOutcome.Retry, "503"));
        await WriteAsync(An.Notification());
        DeliverDue deliver = Deliverer();
        List<DeadLetter> dead = [];

        for (int minute = 0; minute < 25 * 60; minute++)
        {
            dead.AddRange((await deliver.RunAsync(Cancel)).Dead);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.StartsWith("503 (tries: ", Assert.Single(dead).Reason, StringComparison.Ordinal);
        Assert.InRange(_channel.Sent.Count, 20, 40);
        OutboxRow listed = Assert.Single(await new ListNotifications(_store, _clock).DeadAsync(Cancel).ToListAsync(Cancel));
        Assert.Equal((OutboxState.Dead, "503"), (listed.State, listed.LastError));
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_message_that_waited_out_an_outage_of_ours_is_sent_however_late()
    {
        await WriteAsync(An.Notification());
        _clock.Advance(TimeSpan.FromDays(3));

        await Deliverer().RunAsync(Cancel);

        Assert.Single(_channel.Sent);
    }

    [Fact]
    public async Task A_refused_message_is_given_up_at_once()
    {
        _channel.Answer = (_, _) => Task.FromResult(new Delivery(DeliveryOutcome.Rejected, "404"));
        await WriteAsync(An.Notification());

        Assert.Single((await Deliverer().RunAsync(Cancel)).Dead);
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task An_older_message_is_dropped_when_a_newer_one_waits_for_the_same_receiver()
    {
        await WriteAsync(An.Notification(revision: 1));
        await WriteAsync(An.Notification(revision: 2, created: An.Morning.AddMinutes(1)));
        await WriteAsync(An.Notification("b", revision: 1));
        _clock.Advance(TimeSpan.FromMinutes(2));

        Delivered delivered = await Deliverer().RunAsync(Cancel);

        Assert.Equal((2, 1), (delivered.Sent, delivered.Superseded));
        Assert.Equal([("a", 2), ("b", 1)], _channel.Sent.Select(n => (n.Receiver, n.Revision)).Order());
    }

    [Fact]
    public async Task A_slow_receiver_delays_no_other()
    {
        TaskCompletionSource<Delivery> never = new();
        _channel.Answer = (n, _) => n.Receiver == "a" ? never.Task : Task.FromResult(FakeChannel.Ok);
        await WriteAsync(An.Notification("a"));
        await WriteAsync(An.Notification("b"));

        Task<Delivered> running = Deliverer().RunAsync(Cancel);
        while (_channel.Sent.Count < 2)
        {
            await Task.Yield();
        }

        await WriteAsync(An.Notification("b", about: "inc2")); // comes while the slow one still hangs
        for (int tenths = 0; _channel.Sent.Count < 3; tenths++)
        {
            Assert.True(tenths < 140, "the third message was not sent while the slow one hung"); // in its 15 s
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            for (int waited = 0; waited < 100 && _channel.Sent.Count < 3; waited++)
            {
                await Task.Delay(1, Cancel); // what looks for more may not have come to its next wait: the clock stands still for it
            }
        }

        Assert.False(running.IsCompleted);
        while (!running.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(2, (await running).Sent);
        Assert.NotEqual(0, (await running).Retrying);
        Assert.Contains((await new ListNotifications(_store, _clock).PendingAsync(Cancel).ToListAsync(Cancel)), r => r.LastError == "no answer in 15 s");
    }

    [Fact]
    public async Task Two_deliverers_at_once_send_once()
    {
        foreach (int i in Enumerable.Range(0, 50))
        {
            await WriteAsync(An.Notification(about: $"inc{i}"));
        }

        _channel.Answer = async (_, _) =>
        {
            await Task.Yield();
            return FakeChannel.Ok;
        };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Deliverer().RunAsync(Cancel), Cancel)));

        Assert.Equal(50, _channel.Sent.Count);
        Assert.Equal(50, _channel.Ids.Distinct().Count());
    }

    [Fact]
    public async Task A_claim_whose_owner_died_is_taken_over_when_its_lease_ends()
    {
        await WriteAsync(An.Notification());
        _channel.Answer = (_, before) => before == 0 ? throw new InvalidOperationException("killed") : Task.FromResult(FakeChannel.Ok);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Deliverer().RunAsync(Cancel));

        _clock.Advance(TimeSpan.FromSeconds(59));
        await Deliverer().RunAsync(Cancel);
        Assert.Single(_channel.Sent);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Deliverer().RunAsync(Cancel);

        Assert.Equal(2, _channel.Sent.Count);
        Assert.Single(_channel.Ids.Distinct());
    }

    [Fact]
    public async Task Dying_at_any_write_loses_nothing()
    {
        for (int survive = 0; survive < 12; survive++)
        {
            MortalStore mortal = new(new MemoryStore());
            FakeChannel channel = new() { Answer = (_, before) => Task.FromResult(before == 0 ? new Delivery(DeliveryOutcome.Retry, "500") : FakeChannel.Ok) };
            FakeTimeProvider clock = new(An.Morning);
            DeliverDue Deliver() => new(mortal, [channel], () => [A], clock);
            await WriteAsync(mortal, An.Notification());

            mortal.WritesLeft = survive;
            await Record.ExceptionAsync(() => Deliver().RunAsync(Cancel));
            mortal.WritesLeft = int.MaxValue;
            for (int minute = 0; minute < 30; minute++)
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                await Deliver().RunAsync(Cancel);
            }

            Assert.Single(channel.Ids.Distinct());
            OutboxRow row = OutboxRow.Read((await mortal.GetAsync("incidents", "inc1", OutboxRow.KeyOf(An.Notification()), Cancel))!);
            Assert.Equal(OutboxState.Sent, row.State);
            Assert.Empty(await mortal.RowsAsync(DueNotification.TableName, new KeyRange(null), Cancel).ToListAsync(Cancel));
        }
    }

    [Fact]
    public async Task Messages_are_listed_newest_first_with_what_became_of_them()
    {
        await WriteAsync(An.Notification(about: "inc1"));
        await Deliverer().RunAsync(Cancel);
        await WriteAsync(An.Notification(about: "inc2", created: An.Morning.AddHours(1)));

        List<OutboxRow> rows = await new ListNotifications(_store, _clock).RecentAsync(2, Cancel).ToListAsync(Cancel);

        Assert.Equal([("inc2", OutboxState.Pending), ("inc1", OutboxState.Sent)], rows.Select(r => (r.Notification.Incident!.Id, r.State)));
    }

    private static Receiver A => new() { Name = "a", Type = "fake" };

    private DeliverDue Deliverer() => new(_store, [_channel], () => [A, A with { Name = "b" }], _clock);

    private Task WriteAsync(Notification notification) => WriteAsync(_store, notification);

    private static async Task WriteAsync(ITableStore store, Notification notification)
    {
        string partition = notification.Incident!.Id;
        await Outbox.ArmAsync(store, "incidents", partition, [notification], Cancel);
        Assert.True((await store.WriteAsync("incidents", partition, Outbox.Writes([notification]), Cancel)).Done);
    }

    private async Task<List<Row>> DueAsync() => await _store.RowsAsync(DueNotification.TableName, new KeyRange(null), Cancel).ToListAsync(Cancel);

    /// <summary>Dies after so many writes.</summary>
    private sealed class MortalStore(ITableStore inner) : ITableStore
    {
        public int WritesLeft { get; set; } = int.MaxValue;

        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel) => inner.GetAsync(table, partition, key, cancel);

        public Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel) => inner.ReadAsync(table, range, after, cancel);

        public Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel) =>
            WritesLeft-- > 0 ? inner.WriteAsync(table, partition, writes, cancel) : throw new InvalidOperationException("killed");

        public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel) => inner.TablesAsync(prefix, cancel);

        public Task DropAsync(string table, CancellationToken cancel) => inner.DropAsync(table, cancel);
    }
}
