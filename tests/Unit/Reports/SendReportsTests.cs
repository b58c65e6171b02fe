using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Pipelines;
using Observability.Core.Recommendations;
using Observability.Core.Reports;
using Observability.Core.Storage;

namespace Observability.Unit.Reports;

public sealed class SendReportsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 7, 0, 0, TimeSpan.Zero); // 08:00 in Prague

    private readonly FakeTimeProvider _clock = new(Monday.AddDays(-3));
    private readonly LimitedStore _store = new(new MemoryStore());
    private readonly DueRows _due;
    private readonly LedgerStore _ledger;
    private Settings _settings = Settings.Default with
    {
        Reports = [new() { Name = "weekly", Zone = "Europe/Prague", Receivers = ["finance", "platform"] }],
        Recommendations = new() { NotifyOver = new() { Amount = 50, Currency = "USD" }, Receivers = ["finance"] },
    };

    public SendReportsTests()
    {
        _due = new(_store);
        _ledger = new(_store);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_sent_once_to_each_receiver_at_its_time_and_the_next_week_is_armed()
    {
        await BillAsync(100m, Made.Week.Monday.AddDays(-28), 35);
        SendReports send = New(_store);
        await send.ArmAsync(Cancel);
        await send.ArmAsync(Cancel);
        await WorkAsync(send);
        Assert.Empty(await MessagesAsync());

        _clock.SetUtcNow(Monday);
        await WorkAsync(send);
        await send.RunAsync("weekly|2026-W47", Cancel);

        IReadOnlyList<OutboxRow> messages = await MessagesAsync();
        Assert.Equal(["finance", "platform"], messages.Select(m => m.Notification.Receiver).Order());
        Assert.All(messages, m => Assert.Equal((NotificationReason.Report, "Weekly report 2026-W47", 1), (m.Notification.Reason, m.Notification.Digest!.Title, m.Notification.Revision)));
        Assert.Equal(["weekly|2026-W47 2026-11-24 07:00", "weekly|2026-W48 2026-11-30 07:00"], await DueAsync());
    }

    [Fact]
    public async Task What_was_sent_is_listed_newest_week_first_and_once_however_often_it_was_sent()
    {
        await BillAsync(100m, Made.Week.Monday.AddDays(-28), 35);
        SendReports send = New(_store);
        await send.ArmAsync(Cancel);
        _clock.SetUtcNow(Monday);
        await WorkAsync(send);
        await BillAsync(150m, Made.Week.Monday.AddDays(-28), 42);
        _clock.SetUtcNow(Monday.AddDays(7));
        await WorkAsync(send);

        SentReports sent = new(_store);
        Assert.Equal(["2026-W48 weekly estate", "2026-W47 weekly estate"], (await sent.ListAsync(Cancel)).Select(s => $"{s.Week} {s.Name} {s.Audience}"));
        Assert.NotNull(await sent.FindAsync(Made.Week, "weekly", Cancel));
        Assert.Null(await sent.FindAsync(Made.Week, "other", Cancel));
    }

    [Fact]
    public async Task After_an_outage_every_week_of_it_is_sent_late_and_once()
    {
        await BillAsync(100m, Made.Week.Monday.AddDays(-28), 60);
        SendReports send = New(_store);
        await send.ArmAsync(Cancel);

        _clock.SetUtcNow(Monday.AddDays(16)); // the Wednesday two weeks after
        await WorkAsync(send);

        Assert.Equal(["2026-W47", "2026-W48", "2026-W49"], (await MessagesAsync()).Select(m => m.Notification.Digest!.Period).Distinct().Order());
        Assert.Equal(6, (await MessagesAsync()).Count);
    }

    [Fact]
    public async Task A_crash_before_the_batch_or_after_it_loses_nothing_and_sends_nothing_twice()
    {
        await BillAsync(100m, Made.Week.Monday.AddDays(-28), 35);
        await New(_store).ArmAsync(Cancel);
        _clock.SetUtcNow(Monday);
        for (int writes = 0; writes < 12; writes++)
        {
            DyingStore dying = new(_store, writes);
            try
            {
                await new DoWhatIsDue(new DueRows(dying), [New(dying)], _clock).RunAsync(Cancel);
            }
            catch (InvalidOperationException)
            {
                // The process is gone; another one goes on.
            }
        }

        await WorkAsync(New(_store));

        Assert.Equal(2, (await MessagesAsync()).Count);
        Assert.Equal(["weekly|2026-W47 2026-11-24 07:00", "weekly|2026-W48 2026-11-30 07:00"], await DueAsync());
    }

    [Fact]
    public async Task Two_instances_at_once_send_it_once()
    {
        await BillAsync(100m, Made.Week.Monday.AddDays(-28), 35);
        _clock.SetUtcNow(Monday);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => New(_store).RunAsync("weekly|2026-W47", Cancel)));

        Assert.Equal(2, (await MessagesAsync()).Count);
    }

    [Fact]
    public async Task It_is_sent_again_as_restated_when_the_total_moves_over_one_percent_and_not_for_less()
    {
        await BillAsync(100m, Made.Week.Monday.AddDays(-28), 33); // the weekend is not billed yet
        SendReports send = New(_store);
        await send.ArmAsync(Cancel);
        _clock.SetUtcNow(Monday);
        await WorkAsync(send);
        Assert.All(await MessagesAsync(), m => Assert.Equal("Weekly report 2026-W47 (bill incomplete)", m.Notification.Digest!.Title));

        await BillAsync(2.4m, Made.Week.Sunday.AddDays(-1), 2); // 500 becomes 504.80
        _clock.SetUtcNow(Monday.AddDays(1));
        await WorkAsync(send);
        Assert.Equal(2, (await MessagesAsync()).Count);

        await BillAsync(100m, Made.Week.Sunday.AddDays(-1), 2);
        _clock.SetUtcNow(Monday.AddDays(2));
        await WorkAsync(send);
        await send.RunAsync("weekly|2026-W47", Cancel);

        OutboxRow[] restated = [.. (await MessagesAsync()).Where(m => m.Notification.Revision == 2)];
        Assert.Equal(["finance", "platform"], restated.Select(m => m.Notification.Receiver).Order());
        Assert.All(restated, m => Assert.StartsWith("Restated: this report said 500.00 USD", m.Notification.Digest!.Text, StringComparison.Ordinal));
        Assert.Equal(4, (await MessagesAsync()).Count);
    }

    [Fact]
    public async Task After_two_weeks_nobody_looks_any_more()
    {
        await BillAsync(100m, Made.Week.Monday.AddDays(-28), 35);
        _clock.SetUtcNow(Monday);
        SendReports send = New(_store);
        await send.RunAsync("weekly|2026-W47", Cancel);
        _settings = _settings with { Reports = [] };
        Assert.Contains("weekly|2026-W47 2026-11-24 07:00", await DueAsync());
        _settings = _settings with { Reports = [new() { Name = "weekly", Zone = "Europe/Prague", Receivers = ["finance"] }] };

        for (int day = 1; day <= 20; day++)
        {
            _clock.SetUtcNow(Monday.AddDays(day));
            await WorkAsync(send);
        }

        Assert.DoesNotContain(await DueAsync(), d => d.StartsWith("weekly|2026-W47", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_that_is_no_longer_in_the_settings_is_not_sent_and_one_moved_to_a_later_hour_waits()
    {
        SendReports send = New(_store);
        _clock.SetUtcNow(Monday);
        _settings = _settings with { Reports = [new() { Name = "weekly", Hour = 20, Receivers = ["finance"] }] };
        await send.RunAsync("weekly|2026-W47", Cancel);
        await send.RunAsync("gone|2026-W47", Cancel);
        await send.RunAsync("nonsense", Cancel);

        Assert.Empty(await MessagesAsync());
        Assert.Equal(["weekly|2026-W47 2026-11-23 20:00"], await DueAsync());
    }

    [Fact]
    public async Task New_recommendations_over_the_amount_are_told_once_a_week_and_the_others_never()
    {
        RecommendationStore recommendations = new(_store);
        DateOnly friday = Made.Week.Monday.AddDays(4);
        await recommendations.SeenAsync(Recommendations.FindSavingsTests.A("r", "job:a", 60), friday, Cancel);
        await recommendations.SeenAsync(Recommendations.FindSavingsTests.A("r", "job:b", 49), friday, Cancel);
        await recommendations.SeenAsync(Recommendations.FindSavingsTests.A("r", "job:old", 500), friday.AddDays(-7), Cancel);
        TellSavings tell = new(_store, recommendations, () => _settings, () => null, _clock);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => tell.RunAsync("2026-W47", Cancel)));
        await tell.RunAsync("2026-W47", Cancel);

        Notification told = Assert.Single(await MessagesAsync()).Notification;
        Assert.Equal(("finance", NotificationReason.Recommendations, "1 new way to save 60.00 USD a month"), (told.Receiver, told.Reason, told.Digest!.Title));
        Assert.Equal(["job:a"], told.Digest.Subjects.Select(s => s.Text));
    }

    private SendReports New(ITableStore store) => new(
        store,
        new(_ledger, new(_store), new(_store, "jobs", PipelinesJson.Default.JobState, j => j.Job.Text, JobState.Join), new(_store), new(_store), () => _settings, _clock),
        store == _store ? _due : new(store),
        () => _settings,
        _ => null,
        _clock);

    private Task<int> WorkAsync(SendReports send) => new DoWhatIsDue(_due, [send], _clock).RunAsync(Cancel);

    private async Task BillAsync(decimal amount, DateOnly from, int days)
    {
        for (int i = 0; i < days; i++)
        {
            await _ledger.SaveAsync(Made.Bill(from.AddDays(i), "s1", "data-prod", Made.Item(amount, "Storage", "/x/lake", "ops")), Cancel);
        }
    }

    private async Task<IReadOnlyList<OutboxRow>> MessagesAsync()
    {
        List<OutboxRow> rows = [];
        await foreach (Row row in _store.RowsAsync("reports", new KeyRange(null), Cancel))
        {
            if (row.Key != "sent")
            {
                rows.Add(OutboxRow.Read(row));
            }
        }

        return rows;
    }

    private async Task<IEnumerable<string>> DueAsync() =>
        (await _due.AtAsync(Monday.AddYears(1), 100, Cancel)).Where(d => d.Kind == DueKind.Report).Select(d => $"{d.Id} {d.At:yyyy-MM-dd HH:mm}");

    /// <summary>Fails with the write after the first few, as a process that is killed there.</summary>
    private sealed class DyingStore(ITableStore store, int writes) : ITableStore
    {
        private int _left = writes;

        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel) => store.GetAsync(table, partition, key, cancel);

        public Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel) => store.ReadAsync(table, range, after, cancel);

        public Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel) =>
            Interlocked.Decrement(ref _left) < 0 ? throw new InvalidOperationException("killed") : store.WriteAsync(table, partition, writes, cancel);

        public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel) => store.TablesAsync(prefix, cancel);

        public Task DropAsync(string table, CancellationToken cancel) => store.DropAsync(table, cancel);
    }
}
