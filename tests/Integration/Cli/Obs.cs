using System.Diagnostics;
using System.Text.Json;

namespace Observability.Integration.Cli;

/// <summary>What one process ended with.</summary>
internal sealed record Ended(int Code, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public JsonElement[] JsonLines => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
}

/// <summary>Starts <c>obs</c> as a process of its own, in a folder of its own that is deleted in the end.</summary>
internal sealed class Obs : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "obs.dll");

    public string Folder { get; } = Directory.CreateTempSubdirectory("obs-cli-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string In(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        string path = In(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public Process Start(params string[] args)
    {
        ProcessStartInfo start = new("dotnet", [Program, .. args])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        return Process.Start(start)!;
    }

    public async Task<Ended> RunAsync(params string[] args)
    {
        using Process process = Start(args);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    public static async Task<Ended> EndAsync(Process process)
    {
        Task<string> text = process.StandardOutput.ReadToEndAsync(Cancel);
        Task<string> error = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromMinutes(2), Cancel);
        return new(process.ExitCode, await text, await error);
    }

    /// <summary>Sends a signal as a terminal would, to this process only.</summary>
    public static void Signal(Process process, string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
