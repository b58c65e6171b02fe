using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Http;
using Observability.Adapters.Slack;
using Observability.Adapters.Sqlite;
using Observability.Adapters.Teams;
using Observability.Adapters.Webhook;
using Observability.Core.Configuration;
using Observability.Core.Notifications;
using Observability.Core.Primitives;
using Observability.Core.Storage;
using Observability.FakeReceiver;

namespace Observability.Integration.Notifications;

/// <summary>From the outbox in a real store, over real HTTP, to receivers that behave as badly as real ones.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Morning);
    private readonly ReceiverHttp _http = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-delivery-");
    private SqliteStore _sqlite = null!;
    private LimitedStore _store = null!;
    private ReceiverProcess _receiver = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sqlite = new(_folder.FullName);
        _store = new(_sqlite);
        _receiver = await ReceiverProcess.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _http.Dispose();
        await _sqlite.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Teams_Slack_and_a_webhook_take_what_they_are_sent()
    {
        foreach (string receiver in new[] { "teams", "slack", "hook" })
        {
            await WriteAsync(receiver, "inc1");
        }

        Delivered delivered = await Deliverer().RunAsync(Cancel);

        Assert.Equal((2, 1, 0), (delivered.Sent, delivered.Accepted, delivered.Retrying));
        Assert.Equal(["/hook", "/slack", "/teams"], _receiver.Taken.Select(r => r.Path).Order());
    }

    [Theory]
    [InlineData("hook", nameof(Behaviour.ServerError))]
    [InlineData("hook", nameof(Behaviour.RequestTimeout))]
    [InlineData("hook", nameof(Behaviour.TooManyRequests))]
    [InlineData("hook", nameof(Behaviour.Close))]
    [InlineData("hook", nameof(Behaviour.Never))]
    [InlineData("hook", nameof(Behaviour.Slow))]
    [InlineData("slack", nameof(Behaviour.ErrorWithOk))]
    [InlineData("teams", nameof(Behaviour.ServerError))]
    public async Task What_may_pass_is_tried_again_until_it_is_taken_once(string receiver, string behaviour)
    {
        Behaviour bad = Enum.Parse<Behaviour>(behaviour);
        _receiver.Next("/" + receiver, bad, bad);
        string id = await WriteAsync(receiver, "inc1");
        DeliverDue deliver = Deliverer();

        for (int minute = 0; minute < 10; minute++)
        {
            await FinishAsync(deliver.RunAsync(Cancel));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([id], _receiver.Taken.Select(r => r.Id));
        Assert.All(_receiver.Requests, r => Assert.Equal(id, r.Id));
        Assert.Equal(bad == Behaviour.Slow ? 1 : 3, _receiver.Requests.Count);
        Assert.Empty(await DueAsync());
    }

    [Theory]
    [InlineData("hook", nameof(Behaviour.Redirect))]
    [InlineData("slack", nameof(Behaviour.Gone))]
    public async Task What_will_not_pass_is_given_up_at_once_and_listed(string receiver, string behaviour)
    {
        _receiver.Next("/" + receiver, Enum.Parse<Behaviour>(behaviour));
        string id = await WriteAsync(receiver, "inc1");

        Delivered delivered = await Deliverer().RunAsync(Cancel);

        Assert.Equal(id, Assert.Single(delivered.Dead).Id);
        Assert.Single(_receiver.Requests);
        Assert.Equal(id, Assert.Single(await new ListNotifications(_store, _clock).DeadAsync(Cancel).ToListAsync(Cancel)).Notification.Id);
    }

    [Fact]
    public async Task A_receiver_that_is_down_for_a_day_costs_one_dead_letter()
    {
        _receiver.Next("/hook", [.. Enumerable.Repeat(Behaviour.ServerError, 1_000)]);
        await WriteAsync("hook", "inc1");
        DeliverDue deliver = Deliverer();
        List<DeadLetter> dead = [];

        for (int step = 0; step < 150; step++)
        {
            dead.AddRange((await deliver.RunAsync(Cancel)).Dead);
            _clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.StartsWith("answered 500: oops (tries: ", Assert.Single(dead).Reason, StringComparison.Ordinal);
        Assert.InRange(_receiver.Requests.Count, 20, 40);
        Assert.Empty(await DueAsync());
    }

    [Fact]
    public async Task A_receiver_that_never_answers_delays_no_other()
    {
        _receiver.Next("/hook", Behaviour.Never);
        await WriteAsync("hook", "inc1");
        await WriteAsync("slack", "inc1");

        Task<Delivered> running = Deliverer().RunAsync(Cancel);
        await UntilAsync(() => _receiver.Taken.Any(r => r.Path == "/slack"));

        Assert.False(running.IsCompleted);
        Assert.Equal(1, (await FinishAsync(running)).Sent);
    }

    [Fact]
    public async Task Messages_arrive_in_the_order_in_which_they_were_written()
    {
        List<string> ids = [];
        for (int i = 0; i < 20; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            ids.Add(await WriteAsync("hook", $"inc{i}"));
        }

        await Deliverer().RunAsync(Cancel);

        Assert.Equal(ids, _receiver.Taken.Select(r => r.Id));
    }

    [Fact]
    public async Task Several_deliverers_at_once_send_each_message_once()
    {
        HashSet<string> ids = [];
        for (int i = 0; i < 40; i++)
        {
            ids.Add(await WriteAsync(i % 2 == 0 ? "hook" : "slack", $"inc{i}"));
        }

        Delivered[] all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Deliverer().RunAsync(Cancel), Cancel)));

        Assert.Empty(await new ListNotifications(_store, _clock).PendingAsync(Cancel).Select(r => $"{r.LastError} {r.Tries} {r.LeaseUntil}").ToListAsync(Cancel));
        Assert.Equal(40, all.Sum(d => d.Sent));
        Assert.Equal(40, _receiver.Requests.Count);
        Assert.Equal(ids, _receiver.Taken.Select(r => r.Id).ToHashSet());
    }

    [Fact]
    public async Task A_claim_whose_owner_was_killed_is_taken_over_with_the_same_id()
    {
        _receiver.Next("/hook", Behaviour.Never);
        string id = await WriteAsync("hook", "inc1");
        using CancellationTokenSource kill = new();
        Task<Delivered> killed = Deliverer().RunAsync(kill.Token);
        await UntilAsync(() => _receiver.Requests.Count == 1);
        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => killed);

        await Deliverer().RunAsync(Cancel);
        Assert.Single(_receiver.Requests);
        _clock.Advance(TimeSpan.FromSeconds(61));
        await Deliverer().RunAsync(Cancel);

        Assert.Equal([id, id], _receiver.Requests.Select(r => r.Id));
        Assert.Single(_receiver.Taken);
    }

    [Fact]
    public async Task An_answer_without_end_is_read_only_so_far()
    {
        _receiver.Next("/hook", Behaviour.Endless);
        await WriteAsync("hook", "inc1");

        Assert.Equal(1, (await Deliverer().RunAsync(Cancel)).Sent);
    }

    [Fact]
    public async Task The_address_of_a_receiver_is_in_no_stored_error()
    {
        string id = await WriteAsync("closed", "inc1");

        await Deliverer().RunAsync(Cancel);

        OutboxRow row = Assert.Single(await new ListNotifications(_store, _clock).PendingAsync(Cancel).ToListAsync(Cancel));
        Assert.Equal((id, "http://127.0.0.1: no connection"), (row.Notification.Id, row.LastError));
    }

    private DeliverDue Deliverer()
    {
        ReceiverPost post = new(_http.For, _clock);
        IChannel[] channels = [new TeamsChannel(post), new SlackChannel(post), new WebhookChannel(post, _clock)];
        Receiver Make(string name, string type, Uri url) => new() { Name = name, Type = type, Url = url, Secret = ReceiverRulesOf.Secret, AllowLocal = true };
        Receiver[] receivers =
        [
            Make("teams", "teams", _receiver.Url("/teams?sig=SecretSecret")), Make("slack", "slack", _receiver.Url("/slack")),
            Make("hook", "webhook", _receiver.Url("/hook")), Make("closed", "webhook", new("http://127.0.0.1:1/in?sig=SecretSecret")),
        ];
        return new(_store, channels, () => receivers, _clock);
    }

    /// <returns>The delivery id.</returns>
    private async Task<string> WriteAsync(string receiver, string incident)
    {
        Notification notification = new()
        {
            Id = DeliveryId.Of(incident, 1, receiver),
            Receiver = receiver,
            Reason = NotificationReason.Opened,
            Created = _clock.GetUtcNow(),
            Revision = 1,
            Incident = new()
            {
                Id = incident,
                Kind = IncidentKind.RunFailed,
                Severity = Severity.Critical,
                Root = Subject.Job("sales", "load_orders"),
                Title = "load_orders failed",
                Opened = Morning,
                Evidence = new() { Why = "the run ended with an error" },
            },
        };
        await Outbox.ArmAsync(_store, "incidents202611", incident, [notification], Cancel);
        Assert.True((await _store.WriteAsync("incidents202611", incident, Outbox.Writes([notification]), Cancel)).Done);
        return notification.Id;
    }

    private async Task<List<Row>> DueAsync() => await _store.RowsAsync("due", new KeyRange(null), Cancel).ToListAsync(Cancel);

    /// <summary>Lets simulated time run, a little at a time, until the work is done.</summary>
    private async Task<Delivered> FinishAsync(Task<Delivered> running)
    {
        while (await Task.WhenAny(running, Task.Delay(20, Cancel)) != running)
        {
            // A request that will be answered is not to time out: time runs only for what hangs.
            if (_receiver.Requests.Count > 0)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(250));
            }
        }

        return await running;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(5, Cancel);
        }
    }
}
