using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Observability.Emulators;

/// <summary>Azure's storage emulator as a process of its own, on free ports of the loopback; installs itself on first use.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private const int MostAccounts = 50;

    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);
    private Process? _process;

    /// <summary>Why it is not there, in one line; null when it runs.</summary>
    public string? Absent { get; private set; }

    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Usual = "devstoreaccount1";

    private int _accounts;

    /// <summary>For tables, blobs and queues, with the emulator's published key.</summary>
    public string ConnectionString => Of(Usual);

    /// <summary>Processor time that the emulator took so far.</summary>
    public TimeSpan Used => _process is null ? TimeSpan.Zero : _process.TotalProcessorTime;

    /// <summary>Bytes that the emulator takes now.</summary>
    public long Memory
    {
        get
        {
            _process?.Refresh();
            return _process?.WorkingSet64 ?? 0;
        }
    }

    /// <summary>For an account that nobody else was given; there are 50.</summary>
    public string NewAccount() => Of("account" + Interlocked.Increment(ref _accounts));

    public async ValueTask InitializeAsync()
    {
        string folder = Folder();
        string script = Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");
        Absent = await InstallAsync(folder, script) ?? await StartAsync(script);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    private string Of(string account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};" + string.Concat(_addresses.Select(pair => $"{pair.Key}Endpoint={pair.Value}/{account};"));

    private async Task<string?> StartAsync(string script)
    {
        // A million events take 2.6 GiB, and node allows itself a quarter of the machine.
        _process = Start(
            "node", Path.GetTempPath(), "--max-old-space-size=12288", script, "--inMemoryPersistence", "--disableTelemetry", "--silent", "--skipApiVersionCheck",
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0");
        if (_process is null)
        {
            return "Azurite needs Node.js, and there is no node on the PATH";
        }

        using CancellationTokenSource timeout = new(s_patience);
        Task<string> errors = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (_addresses.Count < 3)
        {
            string? line = await _process.StandardOutput.ReadLineAsync(timeout.Token);
            if (line is null)
            {
                throw new InvalidOperationException("Azurite ended: " + await errors);
            }

            if (Listening().Match(line) is { Success: true } match)
            {
                _addresses[match.Groups[1].Value] = match.Groups[2].Value;
            }
        }

        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None); // or it blocks when the pipe is full
        return null;
    }

    // Two test projects may come here at the same time: the first holds the lock, the second then finds it installed.
    private static async Task<string?> InstallAsync(string folder, string script)
    {
        using CancellationTokenSource timeout = new(s_patience);
        await using FileStream held = await LockAsync(Path.Combine(folder, "..", "..", "..", "artifacts", "azurite-install.lock"), timeout.Token);
        if (File.Exists(script))
        {
            return null;
        }

        using Process? install = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, "ci", "--no-audit", "--no-fund", "--loglevel=error");
        if (install is null)
        {
            return "Azurite is installed by npm, and there is no npm on the PATH";
        }

        Task<string> output = install.StandardOutput.ReadToEndAsync(timeout.Token);
        string errors = await install.StandardError.ReadToEndAsync(timeout.Token);
        await install.WaitForExitAsync(timeout.Token);
        await output;
        return install.ExitCode == 0 ? null : $"npm ci of Azurite failed: {errors.ReplaceLineEndings(" ").Trim()}";
    }

    private static async Task<FileStream> LockAsync(string file, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200, cancel);
            }
        }
    }

    /// <summary>Null when there is no such program.</summary>
    private static Process? Start(string program, string folder, params string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
            start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', [$"{Usual}:{Key}", .. Enumerable.Range(1, MostAccounts).Select(i => $"account{i}:{Key}")]);
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string Folder()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Observability.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? "", "tests", "Contracts", "azurite");
    }

    [GeneratedRegex(@"Azurite (Blob|Queue|Table) service is successfully listening at (\S+)")]
    private static partial Regex Listening();
}
