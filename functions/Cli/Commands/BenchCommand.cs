using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace Observability.Cli.Commands;

/// <summary><c>obs bench ingest|detect|cost|replay|start</c></summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Throughput and memory of this build on this machine. What is measured runs in a process of its own.\n\nExample: obs bench ingest --json")
    {
        BenchIngest.Create(), BenchDetect.Create(), BenchCost.Create(), BenchReplay.Create(), BenchStart.Create(),
    };

    public static Option<string[]> Files() => new("--files") { Description = "Files or folders to measure with, in this very process, instead of a sample.", AllowMultipleArgumentsPerToken = true };

    /// <summary>Runs work with a new folder that is gone afterwards.</summary>
    public static async Task<int> InScratchAsync(Func<string, Task> work)
    {
        string folder = Directory.CreateTempSubdirectory("obs-bench-").FullName;
        try
        {
            await work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return ExitCode.Done;
    }

    /// <summary>Prints how many events were read in which time, as <see cref="Speed"/>.</summary>
    public static void Print(Output output, Speed speed)
    {
        if (output.IsJson)
        {
            Output.Json(speed);
        }
        else
        {
            Output.Line($"{speed.Events:N0} events in {speed.Seconds:0.0} s: {speed.PerSecond:N0} a second, {speed.CpuSeconds:0.0} s of processors, peak memory {speed.PeakBytes / 1048576} MiB");
        }
    }

    /// <summary>What a child printed.</summary>
    public static Speed SpeedOf(JsonElement json) => json.Deserialize<Speed>(JsonSerializerOptions.Web)!;
}

/// <param name="CpuSeconds">Time of all processors that the measured process took, its start included: says more than the clock where others are at work.</param>
/// <param name="PeakBytes">Most memory that it held.</param>
internal sealed record Speed(long Events, double Seconds, double PerSecond, double CpuSeconds, long PeakBytes)
{
    public static Speed Of(long events, double seconds)
    {
        using Process self = Process.GetCurrentProcess();
        return new(events, Math.Round(seconds, 3), Math.Round(events / seconds), Math.Round(self.TotalProcessorTime.TotalSeconds, 2), self.PeakWorkingSet64);
    }
}

/// <summary>Times of the same work, in seconds.</summary>
internal sealed record Times(double Best, double Median)
{
    public static Times Of(IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return new(Math.Round(sorted[0], 3), Math.Round(sorted[sorted.Length / 2], 3));
    }
}
