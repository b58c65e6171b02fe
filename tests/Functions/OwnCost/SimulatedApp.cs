using System.Diagnostics;
using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Observability.App.Hosting;
using Observability.App.Work;
using Observability.Core.Configuration;
using Observability.Core.OwnCost;
using Observability.Core.Primitives;
using Observability.Core.Storage;
using Observability.Core.Telemetry;

namespace Observability.Functions.OwnCost;

/// <summary>The app as it is composed in the cloud, within this process and on a simulated clock: what triggers call is called, minute by minute.</summary>
internal sealed class SimulatedApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;
    private readonly SimulatedTime _clock = new(Begin);
    private readonly Rows _rows = new();
    private readonly Func<long> _requests;

    /// <param name="connection">Of the storage account.</param>
    /// <param name="store">In place of the account's tables; null: those.</param>
    /// <param name="requests">How many requests to tables there were since the last time.</param>
    /// <param name="logs">Whether there is a workspace that rows are sent to by each tick: what no tick takes away, piles up.</param>
    public SimulatedApp(string connection, ITableStore? store, Func<long> requests, bool logs = true)
    {
        _requests = requests;
        AppOptions options = new() { Storage = new StorageAccount.ByConnection(connection) };
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_clock);
        if (logs)
        {
            services.AddSingleton<ITelemetrySink>(_rows);
        }

        if (store is not null)
        {
            services.AddSingleton(store);
        }

        AppSettings settings = new(new(Settings.Default, []), null, null!, []);
        _services = services.AddObservability(options, settings, new Nobody()).BuildServiceProvider();
    }

    public Core.Service Service => _services.GetRequiredService<Core.Service>();

    /// <summary>Lets time pass, with what jobs tell and a tick each minute.</summary>
    /// <param name="perCall">Events that a call brings at most.</param>
    public async Task<DayCount> RunAsync(int jobs, int minutes, int perCall, CancellationToken cancel)
    {
        DoDueWork due = _services.GetRequiredService<DoDueWork>();
        KeepLineageEvents keep = _services.GetRequiredService<KeepLineageEvents>();
        DayCount count = new() { Jobs = jobs, Minutes = minutes };
        _requests();
        _rows.Reset();
        for (int minute = 0; minute < minutes; minute++)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            byte[][] events = [.. HourlyJobs.Of(jobs, now).Select(HourlyJobs.Bytes)];
            _clock.MoveTo(now.AddMinutes(1));
            count.Events += events.Length;
            foreach (byte[][] call in events.Chunk(perCall))
            {
                count.Ingest.Add(await TimedAsync(() => keep.RunAsync(call, new Dictionary<string, object?>(), cancel)));
            }

            count.Ingest.Asked(_requests());
            count.Work.Add(await TimedAsync(() => due.RunAsync(false, cancel)));
            count.Work.Asked(_requests());
        }

        (count.LogRows, count.LogBytes) = (_rows.Count, _rows.Bytes);
        return count;
    }

    /// <summary>A batch of an event hub, at a time.</summary>
    public Task<Core.Ingestion.Kept> KeepAsync(DateTimeOffset now, byte[][] events, CancellationToken cancel)
    {
        _clock.MoveTo(now);
        return _services.GetRequiredService<KeepLineageEvents>().RunAsync(events, new Dictionary<string, object?>(), cancel);
    }

    /// <summary>Bytes at rest, as Azure counts them, by the name of the table without its day or month.</summary>
    public async Task<SortedDictionary<string, long>> StoredAsync(CancellationToken cancel)
    {
        SortedDictionary<string, long> bytes = new(StringComparer.Ordinal);
        foreach (string table in await Service.Store.TablesAsync("", cancel))
        {
            string name = table.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
            await foreach (Row row in Service.Store.RowsAsync(table, new KeyRange(null), cancel))
            {
                bytes[name] = bytes.GetValueOrDefault(name) + RowSize.Stored(row.Partition, row.Key, row.Values);
            }
        }

        return bytes;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static async Task<double> TimedAsync(Func<Task> call)
    {
        (long began, TimeSpan stood) = (Stopwatch.GetTimestamp(), Standstill.SoFar);
        await call();
        return Math.Max(0, (Stopwatch.GetElapsedTime(began) - (Standstill.SoFar - stood)).TotalSeconds);
    }

    private sealed class Rows : ITelemetrySink
    {
        public long Count { get; private set; }

        public long Bytes { get; private set; }

        public void Reset() => (Count, Bytes) = (0, 0);

        public Task<TelemetrySent> SendAsync(LogTable table, IReadOnlyList<ReadOnlyMemory<byte>> rows, CancellationToken cancel)
        {
            Count += rows.Count;
            Bytes += rows.Sum(LogSize.Of);
            return Task.FromResult(new TelemetrySent(rows.Count, 0, null, null));
        }
    }

    private sealed class Nobody : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

/// <summary>What a stretch of simulated time took.</summary>
internal sealed class DayCount
{
    public required int Jobs { get; init; }

    public required int Minutes { get; init; }

    public long Events { get; set; }

    public SideCount Ingest { get; } = new();

    public SideCount Work { get; } = new();

    public long LogRows { get; set; }

    public long LogBytes { get; set; }

    public OwnStretch Of(IReadOnlyDictionary<string, long> stored) => new(
        Jobs, Minutes / 60.0, Events / 2, Events, Ingest.Calls, Math.Round(Ingest.Seconds, 3), Ingest.Requests, Work.Calls, Math.Round(Work.Seconds, 3), Work.Requests, LogRows, LogBytes, stored);
}

/// <summary>Calls of one side of the app, the seconds that they took, and how many requests to tables.</summary>
internal sealed class SideCount
{
    public long Calls { get; private set; }

    public double Seconds { get; private set; }

    public long Requests { get; private set; }

    public void Add(double seconds)
    {
        Calls++;
        Seconds += seconds;
    }

    public void Asked(long requests) => Requests += requests;
}
