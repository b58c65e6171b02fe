using System.CommandLine;
using System.Diagnostics;
using Observability.Adapters.Files;
using Observability.Adapters.Sqlite;
using Observability.Core.Ingestion;
using Observability.Sample;

namespace Observability.Cli.Commands;

/// <summary><c>obs bench ingest</c></summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Throughput and memory of this build on this machine.\n\nExample: obs bench ingest --json") { Ingest() };

    private static Command Ingest()
    {
        Option<int> events = new("--events") { Description = "At least this many OpenLineage events.", DefaultValueFactory = _ => 50_000 };
        Command command = new("ingest", "OpenLineage lines into SQLite, durable: every batch is on the disk before the next is taken.\n\nExample: obs bench ingest --events 100000") { events };
        command.SetAction(async (parsed, cancel) =>
        {
            string folder = Directory.CreateTempSubdirectory("obs-bench-").FullName;
            try
            {
                string estate = Path.Combine(folder, "estate");
                SampleEstate.Write(estate, new SampleOptions { Days = Math.Clamp(parsed.GetValue(events) / 900 + 1, 1, 400) }, null, cancel);
                await using SqliteStore store = new(Path.Combine(folder, "state"));
                await using Session session = Session.Over(parsed, store, TimeProvider.System);
                FileInput[] files = [.. FileInputs.Expand([Path.Combine(estate, "openlineage")], () => Stream.Null, folder)];
                long started = Stopwatch.GetTimestamp();
                Kept kept = Kept.None;
                foreach (FileInput file in files)
                {
                    kept += (await ReadFile.RunAsync(file, null, session.Service.Ingest, cancel)).Kept;
                }

                double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                using Process self = Process.GetCurrentProcess();
                long records = kept.Accepted + kept.Duplicate;
                if (session.Output.IsJson)
                {
                    Output.Json(new { records, seconds, perSecond = records / seconds, peakBytes = self.PeakWorkingSet64 });
                }
                else
                {
                    Output.Line($"{records:N0} events in {seconds:0.0} s: {records / seconds:N0} a second, peak memory {self.PeakWorkingSet64 / 1048576} MiB");
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
