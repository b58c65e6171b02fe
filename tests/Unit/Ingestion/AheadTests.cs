using System.Text;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Plain;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Unit.Cost;

namespace Observability.Unit.Ingestion;

/// <summary>What is dated ahead of the clock is refused with its place, and changes nothing.</summary>
public sealed class AheadTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Subject Source = Subject.Source("queue");

    private readonly SimulatedTime _clock = new(Now);
    private readonly MemoryStore _store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_point_of_next_year_is_refused_with_its_place_and_the_others_are_kept()
    {
        Service service = new(new Surroundings { Store = _store, Time = _clock });

        Kept kept = await IngestAsync(service, "2026-11-20T11:00:00Z,1", "2027-12-25T12:00:00Z,7", "2026-11-21T12:00:00Z,2");

        Assert.Equal((2, 1), (kept.Accepted, kept.Rejected));
        Assert.Equal("in:3:1 time: 2027-12-25T12:00:00Z is 400 d 0 h ahead of now; at most 1 d 0 h is taken", Assert.Single(kept.Problems).ToString());
        Assert.Equal([1, 2], (await service.Series.PointsAsync(Source, "queue", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel)).Select(p => p.Value));
    }

    [Fact]
    public async Task A_point_of_next_year_neither_hides_what_comes_before_it_nor_ends_what_is_open()
    {
        Service service = new(new Surroundings { Store = _store, Time = _clock });
        DateTimeOffset begin = Now.AddHours(-600);
        string Row(int i) => FormattableString.Invariant($"{begin.AddHours(i):yyyy-MM-ddTHH:mm:ssZ},{90 + (20 * new Random(i).NextDouble()) + (i >= 600 ? 400 : 0):0.###}");
        await IngestAsync(service, [.. Enumerable.Range(0, 600).Select(Row)]);
        await service.WhatIsDue.RunAsync(Cancel);

        await IngestAsync(service, "2027-12-25T12:00:00Z,100");
        await service.WhatIsDue.RunAsync(Cancel);
        await IngestAsync(service, Row(600));
        await service.WhatIsDue.RunAsync(Cancel);
        await IngestAsync(service, "2027-12-25T13:00:00Z,100");
        await service.WhatIsDue.RunAsync(Cancel);

        Incident open = Assert.Single(await service.Incidents.OpenedAsync(begin, Now.AddDays(1), Cancel).ToListAsync(Cancel));
        Assert.Equal((Now, null), (open.Opened, open.Closed));
    }

    [Fact]
    public async Task A_message_of_a_broker_that_is_dated_ahead_is_refused_with_its_place()
    {
        Service service = new(new Surroundings { Store = _store, Time = _clock });

        Kept kept = await new KeepEvents(new PointsCsv(), service.Keep).RunAsync([new("hub/3@1042", "series,time,value\nqueue,2027-12-25T12:00:00Z,7\n"u8.ToArray())], Cancel);

        Assert.StartsWith("hub/3@1042:2:1 time: 2027-12-25", Assert.Single(kept.Problems).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(24.1, false)]
    public void Up_to_a_day_is_taken_of_whatever_happened(double hours, bool taken)
    {
        DateTimeOffset at = Now.AddHours(hours);
        RunFact run = MadeUp.Run("load", "r1", RunEvent.Completed, 0);
        Fact[] facts =
        [
            run with { At = at }, run with { Started = at }, run with { Ended = at }, run with { Event = RunEvent.Scheduled, Started = at },
            new UpdateFact(Subject.Dataset("lake", "orders"), at), new PointFact(Source, "queue", at, 1),
            new DatasetFact { Dataset = Subject.Dataset("lake", "orders"), At = at }, new JobFact { Job = run.Job, At = at },
        ];

        Assert.All(facts, fact => Assert.Equal(taken, Ahead.Checked(MadeUp.Record(fact), "in", Now).Problem is null));
    }

    [Fact]
    public void What_a_run_is_planned_for_may_lie_ahead()
    {
        RunFact planned = MadeUp.Run("load", "r1", RunEvent.Scheduled, 0) with { At = Now.AddDays(9), Scheduled = Now.AddDays(9) };

        Assert.Null(Ahead.Checked(MadeUp.Record(planned), "in", Now).Problem);
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void A_bill_may_state_the_days_of_a_month(int days, bool taken)
    {
        LedgerFact charge = Bill.Fact("delivery 1", 1, "p", Bill.Line(1)) with { Day = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days) };

        Assert.Equal(taken, Ahead.Checked(MadeUp.Record(charge), "in", Now).Problem is null);
    }

    [Fact]
    public async Task A_day_that_is_not_over_is_charged_and_not_judged()
    {
        Service service = new(new Surroundings { Store = _store, Time = _clock });
        DateOnly today = DateOnly.FromDateTime(Now.UtcDateTime);
        LedgerFact fact = Bill.Fact("delivery 1", 1, "p", Bill.Line(1)) with { AsOf = Now.AddDays(40) };

        Kept kept = await service.Keep.RunAsync("focus-csv", [MadeUp.Record(fact with { Day = today.AddDays(-1) }), MadeUp.Record(fact with { Day = today.AddDays(20) })], Cancel);

        Assert.Equal(2, kept.Accepted);
        SubjectSeries spend = await service.Series.LoadAsync(Subject.Spend(("SubAccountId", fact.SubAccount)), Cancel);
        Assert.Equal(today.AddDays(-1), DateOnly.FromDateTime(Assert.Single(Assert.Single(spend.Tails).Points).Time.UtcDateTime));
    }

    private static Task<Kept> IngestAsync(Service service, params string[] rows) =>
        service.Ingest.RunAsync(new PointsCsv(), Reading.Input(Encoding.UTF8.GetBytes("series,time,value\n" + string.Concat(rows.Select(r => $"queue,{r}\n")))), null, Cancel);
}
