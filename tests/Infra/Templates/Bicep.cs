using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Observability.Infra.Templates;

/// <summary>The Bicep compiler as a process. It is pointed to a proxy that is not there, so that whatever asks the network fails.</summary>
public sealed class Bicep : IAsyncLifetime
{
    /// <summary>What the snapshots of this repository are made for.</summary>
    public static readonly string[] Place = ["--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-00000000000f", "--location", "westeurope"];

    private static readonly string Program = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;

    private readonly Dictionary<string, Task<Predicted>> _predicted = [];
    /// <summary>A folder of its own, gone with the tests.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("obs-bicep").FullName;

    /// <summary>Why it is not there, in one line; null when it runs.</summary>
    public string? Absent { get; private set; }

    public ValueTask InitializeAsync()
    {
        Absent = !OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64
            ? $"the Bicep compiler of the tests is for Linux on x64, and this is {RuntimeInformation.RuntimeIdentifier}"
            : File.Exists(Program) ? null : $"there is no {Program}";
        if (Absent is null && OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(Program, File.GetUnixFileMode(Program) | UnixFileMode.UserExecute);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    public async Task<BicepResult> RunAsync(params string[] arguments)
    {
        Assert.SkipWhen(Absent is not null, Absent ?? "");
        ProcessStartInfo start = new(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["HTTP_PROXY"] = start.Environment["HTTPS_PROXY"] = "http://127.0.0.1:9";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, errors);
    }

    /// <summary>A file in <see cref="Folder"/>.</summary>
    public string Write(string name, string text)
    {
        string file = Path.Combine(Folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Parameters of main.bicep, in a file of their own.</summary>
    public string WriteParameters(string name, string text) => Write(
        $"{name}.bicepparam",
        text.Replace("using 'main.bicep'", $"using '{Path.GetRelativePath(Folder, Repository.At("infra-bicep", "main.bicep")).Replace('\\', '/')}'", StringComparison.Ordinal));

    /// <summary>What a deployment would make of main.bicep with some parameters.</summary>
    /// <param name="name">Of one of <see cref="Deployments"/>.</param>
    public Task<Predicted> PredictAsync(string name)
    {
        lock (_predicted)
        {
            return _predicted.TryGetValue(name, out Task<Predicted>? known) ? known : _predicted[name] = MakeAsync(name);
        }
    }

    private async Task<Predicted> MakeAsync(string name)
    {
        string file = WriteParameters(name, Deployments.Parameters(name));
        BicepResult result = await RunAsync(["snapshot", file, "--mode", "overwrite", "--resource-group", "rg-obs", .. Place]);
        Assert.Equal((0, ""), (result.Status, result.Errors));
        return Predicted.Read(File.ReadAllText(Path.ChangeExtension(file, ".snapshot.json")));
    }
}

/// <param name="Errors">What was said of the files; empty when there was nothing to say.</param>
public sealed record BicepResult(int Status, string Output, string Errors);
