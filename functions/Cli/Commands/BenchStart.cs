using System.CommandLine;
using System.Diagnostics;

namespace Observability.Cli.Commands;

/// <summary><c>obs bench start</c></summary>
internal static class BenchStart
{
    private const int Rounds = 9;

    public static Command Create()
    {
        Command command = new("start", "From the start of this executable to its first output, which is its help.\n\nExample: obs bench start --json");
        command.SetAction(async (parsed, cancel) =>
        {
            List<double> seconds = [];
            for (int round = 0; round < Rounds; round++)
            {
                long started = Stopwatch.GetTimestamp();
                using Process child = BenchChild.Start(["--help"]);
                await child.StandardOutput.BaseStream.ReadExactlyAsync(new byte[1], cancel);
                seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                await child.StandardOutput.ReadToEndAsync(cancel);
                await child.WaitForExitAsync(cancel);
            }

            Times times = Times.Of(seconds);
            if (Session.OutputOf(parsed).IsJson)
            {
                Output.Json(times);
            }
            else
            {
                Output.Line($"first output after {times.Best:0.000} s, median {times.Median:0.000} s of {Rounds}");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
