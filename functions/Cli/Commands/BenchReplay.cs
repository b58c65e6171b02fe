using System.CommandLine;
using System.Diagnostics;
using Observability.Adapters.Sqlite;
using Observability.Core;
using Observability.Core.Primitives;
using Observability.Sample;

namespace Observability.Cli.Commands;

/// <summary><c>obs bench replay</c></summary>
internal static class BenchReplay
{
    public static Command Create()
    {
        Option<int> days = Options.Count("--days", "Days of the sample estate.", 60, most: 400);
        Option<string[]> files = BenchCommand.Files();
        Command command = new("replay", "What the demo does with its sample estate: parsing, 60 days through the service on a simulated clock, delivery over HTTP to stand-ins, state on the disk.\n\nExample: obs bench replay --days 14") { days, files };
        command.SetAction((parsed, cancel) => BenchCommand.InScratchAsync(async folder =>
        {
            if (parsed.GetValue(files) is { Length: > 0 } given)
            {
                BenchCommand.Print(Session.OutputOf(parsed), await HereAsync(parsed, given, folder, cancel));
                return;
            }

            SampleEstate.Write(folder, new SampleOptions { Days = parsed.GetValue(days) }, null, cancel);
            BenchCommand.Print(Session.OutputOf(parsed), BenchCommand.SpeedOf(await BenchChild.RunAsync(["bench", "replay", "--files", folder], cancel)));
        }));
        return command;
    }

    private static async Task<Speed> HereAsync(ParseResult parsed, string[] paths, string folder, CancellationToken cancel)
    {
        long started = Stopwatch.GetTimestamp();
        ReadArrivals read = await ReadArrivals.FromAsync(await GivenFiles.OfAsync(paths, folder, cancel), asReceived: false, cancel);
        if (read.Arrivals.Count == 0)
        {
            throw new UsageException("obs: nothing to replay in these files");
        }

        SimulatedTime clock = new(read.Arrivals[0].At);
        await using LocalReceivers receivers = await LocalReceivers.StartAsync(Path.Combine(folder, "received"), cancel);
        await using SqliteStore file = new(Path.Combine(folder, "state"));
        WriteBehindStore store = await WriteBehindStore.OpenAsync(file, cancel);
        await using Session session = Session.Over(parsed, store, clock, receivers: receivers.Receivers, data: folder);
        await new Replay(session.Service, clock, deliver: true) { AfterTick = store.SometimesAsync }.RunAsync(read.Arrivals, read.Arrivals[^1].At.AddMinutes(1), resume: false, null, cancel);
        await store.FlushAsync(cancel);
        return Speed.Of(read.Arrivals.Sum(a => a.Record.Count), Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
