using System.Text;
using System.Text.Json;
using Observability.Core.Configuration;
using Observability.Core.OwnCost;

namespace Observability.Unit.OwnCost;

/// <summary>Counts × prices, by hand where that can be done.</summary>
public sealed class OwnBillTests
{
    private static readonly RetentionSettings Kept = new() { Raw = TimeSpan.FromDays(10), Runs = TimeSpan.FromDays(100) };

    // A tick: 0.2 s and 20 requests, and 0.01 s and 5 requests a run; a call: 0.1 s and 10 requests, and 0.002 s and 4 requests an event.
    private static readonly OwnCounts Counts = new("2026-01-01", "by hand", 0.01, [Stretch(60), Stretch(600)], Stretch(60) with { Calls = 100, CallSeconds = 20, CallRequests = 1500 }, new(1, 100, 2000, 22_000), Stretch(60), new(1, 1, new Dictionary<string, long>(), 0));

    private static readonly int[] Estates = [1, 10, 100, 1000, 4000, 5000, 10_000, 100_000];

    private static OwnPrices Prices => OwnPrices.Shipped();

    [Theory]
    [InlineData(EventsBy.Batch, 9, 16)] // the aim is 25
    [InlineData(EventsBy.Hub, 34, 41)] // 50
    [InlineData(EventsBy.OneByOne, 53, 60)] // 60
    public void Ten_thousand_hourly_jobs_cost_no_more_than_they_did(EventsBy by, int firstMonth, int full)
    {
        OwnPlan plan = new(10_000, by, new());

        Assert.InRange(OwnBill.Of(plan.InFirstMonth, OwnCounts.Shipped(), Prices).Sum(l => l.Cost), 1, firstMonth);
        Assert.InRange(OwnBill.Of(plan, OwnCounts.Shipped(), Prices).Sum(l => l.Cost), 1, full);
    }

    [Fact]
    public void A_small_estate_pays_for_its_ticks_alone_and_those_are_a_second_each()
    {
        IReadOnlyList<OwnLine> lines = OwnBill.Of(new(60, EventsBy.Batch, Kept, WorkMemoryMb: 1024), Counts, Prices);

        // 43,830 minutes: a tick, a call in half of its memory, and a look in five minutes that calls ask for; within what is free.
        Assert.Equal(43_830 * 1.7, Line(lines, "functions: seconds of instances").Quantity, 1);
        Assert.Equal(43_830 * 2.2, Line(lines, "functions: executions").Quantity, 1);
        Assert.Equal(43_830 * ((20 * 1.2) + 5 + 10 + (2 * 4)), Line(lines, "tables: requests").Quantity, 1);
        Assert.Equal(0m, Line(lines, "event hub").Cost);
        Assert.Equal(0m, Line(lines, "functions: seconds of instances").Cost);
    }

    [Fact]
    public void Single_events_keep_an_instance_busy_by_chance()
    {
        double seconds = Line(OwnBill.Of(new(1800, EventsBy.OneByOne, Kept, 1024), Counts, Prices), "functions: seconds of instances").Quantity;

        // One event a second, a second each: busy 1 − 1/e of the time.
        double work = 43_830 * (Math.Max(1, 0.2 + 0.3) + 0.2);
        Assert.Equal(work + (43_830 * 60 * (1 - Math.Exp(-1)) / 2), seconds, 1);
    }

    [Fact]
    public void What_ages_grows_with_its_age_and_what_does_not_with_the_jobs()
    {
        double Stored(int days, int jobs) => OwnStorage.Bytes(new(jobs, EventsBy.Batch, Kept with { Runs = TimeSpan.FromDays(days) }), Counts);

        // Of a run 1,000 bytes in tables of runs, 500 as it came, and 200 of its series, a month longer than itself; of a job 2,000, and 700 elsewhere.
        Assert.Equal((24 * 100 * 1000) + (24 * 10 * 500) + (24 * 131 * 200) + 2000 + 700, Stored(100, 1), 1);
        Assert.Equal(24 * 100 * 1200, Stored(200, 1) - Stored(100, 1), 1);
        Assert.Equal(10 * Stored(100, 1), Stored(100, 10), 1);
    }

    [Fact]
    public void Whatever_grows_the_bill_does_not_shrink()
    {
        decimal Total(OwnPlan plan) => OwnBill.Of(plan, Counts, Prices).Sum(l => l.Cost);
        foreach (EventsBy by in Enum.GetValues<EventsBy>())
        {
            decimal[] totals = [.. Estates.Select(jobs => Total(new(jobs, by, Kept)))];
            Assert.Equal(totals.Order(), totals);
            Assert.True(Total(new(1000, by, Kept, Split: false)) >= Total(new(1000, by, Kept)));
            Assert.True(Total(new(1000, by, Kept, Logs: false)) <= Total(new(1000, by, Kept)));
        }
    }

    [Theory]
    [InlineData("{", "depth to be zero")]
    [InlineData("{\"day\":\"2026-01-01\"}", "missing required properties")]
    [InlineData("null", "found null")]
    public void Prices_that_are_none_are_refused(string text, string problem) =>
        Assert.Contains(problem, Assert.ThrowsAny<JsonException>(() => OwnPrices.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Message, StringComparison.Ordinal);

    private static OwnLine Line(IReadOnlyList<OwnLine> lines, string what) => lines.Single(l => l.What == what);

    private static OwnStretch Stretch(int jobs)
    {
        long runs = jobs * 24L;
        return new(
            jobs, 24, runs, 2 * runs, 1440, (1440 * 0.1) + (2 * runs * 0.002), (1440 * 10) + (2 * runs * 4), 1440, (1440 * 0.2) + (runs * 0.01), (1440 * 20) + (runs * 5),
            3 * runs, 800 * runs, new Dictionary<string, long> { ["runs"] = 1000 * runs, ["raw"] = 500 * runs, ["series"] = 5000 * jobs, ["jobs"] = 700 * jobs });
    }
}
