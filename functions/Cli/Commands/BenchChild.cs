using System.Diagnostics;
using System.Text.Json;

namespace Observability.Cli.Commands;

/// <summary>This executable once more, as a process of its own: what is measured there has its own memory and starts cold, as every command does.</summary>
internal static class BenchChild
{
    /// <summary>Runs a command of ours with <c>--json</c>.</summary>
    /// <returns>The last line of its output.</returns>
    /// <exception cref="IOException">It failed; its errors are on our stderr.</exception>
    public static async Task<JsonElement> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        using Process child = Start([.. args, "--json"]);
        try
        {
            string text = await child.StandardOutput.ReadToEndAsync(cancel);
            await child.WaitForExitAsync(cancel);
            return child.ExitCode is ExitCode.Done or ExitCode.Attention && text.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., string last]
                ? JsonElement.Parse(last)
                : throw new IOException($"obs {string.Join(' ', args)} ended with exit status {child.ExitCode}");
        }
        finally
        {
            if (!child.HasExited)
            {
                child.Kill();
            }
        }
    }

    public static Process Start(IReadOnlyList<string> args)
    {
        string self = Environment.ProcessPath!;
        bool hosted = Path.GetFileNameWithoutExtension(self) == "dotnet"; // started as 'dotnet obs.dll'
        return Process.Start(new ProcessStartInfo(self, hosted ? [Path.Combine(AppContext.BaseDirectory, "obs.dll"), .. args] : args) { RedirectStandardOutput = true })!;
    }
}
