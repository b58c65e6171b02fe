using System.CommandLine;
using System.Diagnostics;
using Observability.Adapters.Files;
using Observability.Adapters.Sqlite;
using Observability.Core.Ingestion;
using Observability.Sample;

namespace Observability.Cli.Commands;

/// <summary><c>obs bench ingest</c></summary>
internal static class BenchIngest
{
    public static Command Create()
    {
        Option<int> events = Options.Count("--events", "At least this many OpenLineage events.", 50_000);
        Option<string[]> files = BenchCommand.Files();
        Command command = new("ingest", "OpenLineage lines into SQLite, durable: every batch is on the disk before the next is taken.\n\nExample: obs bench ingest --events 100000") { events, files };
        command.SetAction((parsed, cancel) => BenchCommand.InScratchAsync(async folder =>
            BenchCommand.Print(Session.OutputOf(parsed), parsed.GetValue(files) is { Length: > 0 } given
                ? await HereAsync(parsed, given, folder, cancel)
                : await OfSampleAsync(parsed.GetValue(events), folder, cancel))));
        return command;
    }

    private static async Task<Speed> OfSampleAsync(int events, string folder, CancellationToken cancel)
    {
        SampleEstate.Write(folder, new SampleOptions { Days = Math.Clamp((events / 900) + 1, 1, 400) }, null, cancel);
        return BenchCommand.SpeedOf(await BenchChild.RunAsync(["bench", "ingest", "--files", Path.Combine(folder, "openlineage")], cancel));
    }

    private static async Task<Speed> HereAsync(ParseResult parsed, string[] paths, string folder, CancellationToken cancel)
    {
        await using SqliteStore store = new(Path.Combine(folder, "state"));
        await using Session session = Session.Over(parsed, store, TimeProvider.System);
        long started = Stopwatch.GetTimestamp();
        Kept kept = Kept.None;
        foreach (FileInput file in await GivenFiles.OfAsync(paths, folder, cancel))
        {
            kept += (await ReadFile.RunAsync(file, null, session.Service.Ingest, cancel)).Kept;
        }

        if (kept.Accepted + kept.Duplicate == 0)
        {
            throw new UsageException("obs: nothing to ingest in these files");
        }

        return Speed.Of(kept.Accepted + kept.Duplicate, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
