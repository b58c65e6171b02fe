using System.Globalization;
using Observability.Adapters.Memory;
using Observability.Core.OwnCost;
using Observability.Emulators;

namespace Observability.Functions.OwnCost;

/// <summary>What the service itself asks of Azure, counted: the app as it is composed there, over simulated hours.</summary>
public sealed class OwnCostTests(Azurite azurite)
{
    private const string Command = "OBS_LONG=1 dotnet run -c Release --project tests/Functions -- --filter-class '*OwnCostTests*'";
    private const int SampleJobs = 60;
    private const int SampleMinutes = 120;

    // A request to tables within a region.
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_run_costs_is_within_a_fifth_of_what_was_counted()
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        OwnStretch before = OwnCounts.Shipped().Sample;

        OwnStretch now = await MeasureAsync(SampleJobs, SampleMinutes, perCall: OwnPlan.EventsPerCall, TimeSpan.Zero);

        Assert.Equal((before.Runs, before.Events, before.Calls, before.Ticks), (now.Runs, now.Events, now.Calls, now.Ticks));
        Near("requests of calls", before.CallRequests, now.CallRequests);
        Near("requests of ticks", before.TickRequests, now.TickRequests);
        Near("bytes of log rows", before.LogBytes, now.LogBytes);
        Near("bytes at rest", before.StoredBytes.Values.Sum(), now.StoredBytes.Values.Sum());
    }

    [Fact]
    public async Task The_storage_emulator_is_asked_as_often_as_is_counted_without_it()
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        (int jobs, int minutes) = Lengths.Long ? (1000, Lengths.Hours * 60) : (20, 40);

        (long began, TimeSpan used) = (TimeProvider.System.GetTimestamp(), azurite.Used);
        Task<OwnEmulated> emulating = EmulateAsync(jobs, minutes);

        // Where many ask at once what one of them then remembers, an instant answer would hide it.
        OwnStretch counted = await MeasureAsync(jobs, minutes, OwnPlan.EventsPerCall, Lengths.Long ? Latency : TimeSpan.Zero);
        OwnEmulated emulated = await emulating;

        // The emulator has to make tables besides; how many ask at once what one of them then remembers is a matter of chance.
        long tables = emulated.Requests.Where(r => r.Key.StartsWith("table.", StringComparison.Ordinal) && r.Key != "table.write").Sum(r => r.Value);
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture, $"{jobs:N0} jobs, {minutes} minutes: {string.Join(", ", emulated.Requests.Select(r => $"{r.Key} {r.Value:N0}"))}; {tables:N0} to tables, {counted.Requests:N0} counted without the emulator ({(tables / (double)counted.Requests) - 1:+0.0 %;-0.0 %}); {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s, {(azurite.Used - used).TotalSeconds:0} s of processors of the emulator"));
        Assert.InRange(tables, counted.Requests * 0.95, counted.Requests * 1.05);
    }

    [Fact]
    public async Task Counted_over_days_into_the_file_that_the_plan_is_made_from()
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        (int scale, TimeSpan latency) = Lengths.Long ? (1, Latency) : (40, TimeSpan.Zero); // half an hour, or some seconds that only try it

        // All at once: nearly all of their time is waiting.
        Task<OwnEmulated> emulating = EmulateAsync(100, 24 * 60 / scale);
        OwnStretch[] measured = await Task.WhenAll(
            MeasureAsync(100, 24 * 60 / scale, OwnPlan.EventsPerCall, latency),
            MeasureAsync(1000, 24 * 60 / scale, OwnPlan.EventsPerCall, latency),
            MeasureAsync(10_000, 4 * 60 / scale, OwnPlan.EventsPerCall, latency),
            MeasureAsync(100, 120 / scale, perCall: 1, latency));
        OwnGrowth growth = await GrowAsync(12, 7 * 24 * 60 / scale);
        OwnStretch sample = await MeasureAsync(SampleJobs, SampleMinutes, OwnPlan.EventsPerCall, TimeSpan.Zero);
        OwnEmulated emulated = await emulating;

        string day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        OwnCounts counts = new(day, Command, Latency.TotalSeconds, measured[..3], measured[3], growth, sample, emulated);
        Assert.True(OwnBill.Of(new(10_000, EventsBy.Batch, new()), counts, OwnPrices.Shipped()).Sum(l => l.Cost) > 0);
        if (Lengths.Long)
        {
            await File.WriteAllTextAsync(Places.InRepository("shared/Core/OwnCost/counts.json"), counts.ToJson() + "\n", Cancel);
        }
    }

    private static void Near(string what, long before, long now) =>
        Assert.True(now >= before * 0.8 && now <= before * 1.2, $"{what}: {now} where {before} were counted: count again ({Command}), and see what it does to the bill");

    private async Task<OwnStretch> MeasureAsync(int jobs, int minutes, int perCall, TimeSpan latency)
    {
        LatentStore store = new(new MemoryStore(), latency);
        await using SimulatedApp app = new(azurite.NewAccount(), store, store.Take);
        DayCount count = await app.RunAsync(jobs, minutes, perCall, Cancel);
        store.Latency = TimeSpan.Zero;
        return count.Of(await app.StoredAsync(Cancel));
    }

    private async Task<OwnGrowth> GrowAsync(int jobs, int minutes)
    {
        LatentStore store = new(new MemoryStore(), TimeSpan.Zero);
        await using SimulatedApp app = new(azurite.NewAccount(), store, store.Take);
        await app.RunAsync(jobs, minutes, OwnPlan.EventsPerCall, Cancel);
        long before = (await app.StoredAsync(Cancel))["series"];
        DayCount count = await app.RunAsync(jobs, minutes, OwnPlan.EventsPerCall, Cancel);
        return new(jobs, count.Events / 2, before, (await app.StoredAsync(Cancel))["series"]);
    }

    private async Task<OwnEmulated> EmulateAsync(int jobs, int minutes)
    {
        await using CountingProxy proxy = await CountingProxy.StartAsync(azurite.NewAccount());
        await using SimulatedApp app = new(proxy.Connection, null, () => 0);
        await app.RunAsync(jobs, minutes, OwnPlan.EventsPerCall, Cancel);
        return new(jobs, minutes / 60.0, proxy.Requests, proxy.Bytes);
    }
}
