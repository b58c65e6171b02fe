using System.Globalization;
using Azure.Data.Tables;
using Observability.Adapters.AzureTables;
using Observability.Adapters.Sqlite;
using Observability.Emulators;
using Observability.Functions.OwnCost;

namespace Observability.Functions;

/// <summary>Many events by the event hub's way: four partitions at once with batches cut anyhow and given again leave in Azure Tables what one batch after the other leaves in SQLite.</summary>
public sealed class ManyEventsTests(Azurite azurite) : IDisposable
{
    private const int Partitions = 4;

    // Later than all that is told, so that both stores hear all of it at one time.
    private static readonly DateTimeOffset Heard = SimulatedApp.Begin.AddYears(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-many-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_events_cut_mixed_and_given_again_leave_the_same_state_in_both_stores()
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        const int jobs = 50;
        int hours = Lengths.Long ? Lengths.Events / (2 * jobs) : 50;
        byte[][] events = [.. Enumerable.Range(0, hours * 60).SelectMany(m => HourlyJobs.Of(jobs, SimulatedApp.Begin.AddMinutes(m))).Select(HourlyJobs.Bytes)];
        string connection = azurite.NewAccount();
        await using SqliteStore local = new(_folder.FullName);

        TimeSpan emulator = azurite.Used;
        (double tables, TimeSpan ours) = await TimedAsync(() => ByPartitionsAsync(connection, events, jobs));
        emulator = azurite.Used - emulator;
        (double sqlite, TimeSpan inSqlite) = await TimedAsync(() => InOrderAsync(local, events));

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{events.Length:N0} events: Azurite {tables:0} s, {events.Length / tables:0} a second, {emulator.TotalSeconds:0} s of processors of the emulator and {ours.TotalSeconds:0} s ours; SQLite {sqlite:0.0} s, {events.Length / sqlite:0} a second, {inSqlite.TotalSeconds:0.0} s of processors"));
        long rows = await State.SameAsync(local, new AzureTablesStore(new TableServiceClient(connection), TimeProvider.System));
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows in each of the two, the same; the emulator holds {azurite.Memory >> 20:N0} MiB"));
        Assert.InRange(rows, 4 * (jobs * (hours - 1)), long.MaxValue); // each run has a row of its own and three that find it
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task ByPartitionsAsync(string connection, byte[][] events, int jobs)
    {
        // Two instances, each with two of the partitions; a job's events all go to one.
        await using SimulatedApp one = new(connection, null, () => 0, logs: false);
        await using SimulatedApp other = new(connection, null, () => 0, logs: false);
        ILookup<int, byte[]> partitions = events.ToLookup(e => PartitionOf(e, jobs));
        await Task.WhenAll(Enumerable.Range(0, Partitions).Select(p => PartitionAsync(p % 2 == 0 ? one : other, [.. partitions[p]], p)));
    }

    private static async Task PartitionAsync(SimulatedApp app, byte[][] events, int seed)
    {
        int at = 0;
        for (int batch = 0; at < events.Length; batch++)
        {
            int size = 100 + (((batch * 7919) + (seed * 104_729)) % 901);
            await app.KeepAsync(Heard, events[at..Math.Min(events.Length, at + size)], Cancel);

            // Every fifth time the host did not hear that it was done, and gives some of it again.
            at += batch % 5 == 4 ? size / 3 : size;
        }
    }

    private static async Task InOrderAsync(SqliteStore store, byte[][] events)
    {
        await using SimulatedApp app = new("UseDevelopmentStorage=true", store, () => 0, logs: false);
        foreach (byte[][] batch in events.Chunk(1000))
        {
            await app.KeepAsync(Heard, batch, Cancel);
        }
    }

    // By the end of the run id, which is the job's number.
    private static int PartitionOf(byte[] bytes, int jobs)
    {
        string text = System.Text.Encoding.UTF8.GetString(bytes);
        int id = text.IndexOf("\"runId\":\"", StringComparison.Ordinal) + "\"runId\":\"".Length;
        return Math.Min(jobs - 1, int.Parse(text.AsSpan(id + 24, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture)) % Partitions;
    }

    private static async Task<(double Seconds, TimeSpan Processors)> TimedAsync(Func<Task> work)
    {
        (long began, TimeSpan used) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return (TimeProvider.System.GetElapsedTime(began).TotalSeconds, Environment.CpuUsage.TotalTime - used);
    }
}
