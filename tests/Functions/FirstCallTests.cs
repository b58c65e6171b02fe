using System.Globalization;
using Observability.Emulators;
using Observability.Functions.Host;
using Observability.Functions.Host.Rpc;
using Status = Observability.Functions.Host.Rpc.StatusResult.Types.Status;

namespace Observability.Functions;

/// <summary>What the first call of a new process costs: which libraries it loads, and how long it takes from the start of the process on.</summary>
public sealed class FirstCallTests(Azurite azurite)
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Neither_DuckDB_nor_ML_NET_nor_pictures_are_loaded_by_an_ingest_nor_by_a_tick_with_nothing_unusual()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc, which only Linux has");
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using Worker worker = await estate.StartAsync();

        await worker.BatchAsync(Told.FailingJob("orders", _now), first: 1);
        await worker.HttpAsync(HttpMethod.Post, "/api/v1/lineage", Told.Run("stock", "r1", _now, true)[1], Estate.Key);
        string[] ingested = Heavy(worker);
        await worker.TickAsync();

        Assert.Contains("Observability.Core.dll", worker.Loaded);
        Assert.Equal([], ingested);
        Assert.Equal([], Heavy(worker));
    }

    [Fact]
    public async Task The_first_call_of_a_process_is_answered_soon()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using (Worker before = await estate.StartAsync())
        {
            // Tables are made once, not by every process.
            await before.BatchAsync(Told.FailingJob("orders", _now), first: 1);
            await before.TickAsync();
        }

        int rounds = Lengths.Long ? 9 : 1;
        (double[] ingest, double ingestCpu) = await TimesAsync(rounds, estate, worker => worker.BatchAsync(Told.Run("orders", "again", _now.AddMinutes(-20), true), first: 100));
        (double[] work, double workCpu) = await TimesAsync(rounds, estate, worker => worker.TickAsync());

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"first ingest after {ingest[0]:0.00} s, median {ingest[rounds / 2]:0.00} s, {ingestCpu:0.00} s of processors; first tick after {work[0]:0.00} s, median {work[rounds / 2]:0.00} s, {workCpu:0.00} s of processors; {rounds} times each"));
        Assert.InRange(ingest[0], 0, 15); // bounds for a busy machine; BENCHMARKS.md has the figures
        Assert.InRange(work[0], 0, 15);
    }

    private static async Task<(double[] Seconds, double LeastCpu)> TimesAsync(int rounds, Estate estate, Func<Worker, Task<InvocationResponse>> call)
    {
        List<double> seconds = [];
        List<double> cpu = [];
        for (int round = 0; round < rounds; round++)
        {
            await using Worker worker = await Worker.StartAsync(estate.Settings, http: false);
            InvocationResponse answer = await call(worker);
            seconds.Add(TimeProvider.System.GetElapsedTime(worker.Began).TotalSeconds);
            cpu.Add(worker.CpuSeconds);
            Assert.True(answer.Result.Status == Status.Success, answer.Result.Exception?.Message);
        }

        return ([.. seconds.Order()], cpu.Min());
    }

    private static string[] Heavy(Worker worker) =>
        [.. worker.Loaded.Where(file => ((string[])["duckdb", "Microsoft.ML", "FastTree", "LdaNative", "ScottPlot", "Skia", "HarfBuzz", "rdkafka", "Confluent"]).Any(name => file.Contains(name, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal)];
}
