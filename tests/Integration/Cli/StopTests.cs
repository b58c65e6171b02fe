using System.Diagnostics;

namespace Observability.Integration.Cli;

public sealed class StopTests : IDisposable
{
    private readonly Obs _obs = new();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_it_cleanly_and_what_was_read_is_kept(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        Assert.SkipWhen(signal == "INT" && IgnoresInterrupts(), "this test run was started with SIGINT ignored, and its children inherit that");
        using Process process = _obs.Start("ingest", "-", "--json");
        await process.StandardInput.WriteAsync(Inputs.RunsCsv(3000));
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        while (!Directory.Exists(_obs.In(".obs")) && !process.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Obs.Signal(process, signal);
        Ended ended = await Obs.EndAsync(process);

        Assert.InRange(ended.Code, 130, 143);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _obs.RunAsync("runs")).Code);
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_no_crash()
    {
        await _obs.RunAsync("ingest", _obs.Write("runs.csv", Inputs.RunsCsv(3000)));
        using Process process = _obs.Start("runs", "--json", "--take", "100000", "--to", "2027-01-01T00:00:00Z");
        process.StandardOutput.Close();
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.InRange(process.ExitCode, 0, 3);
    }

    // Background jobs of a shell ignore SIGINT (2), and so does what they start.
    private static bool IgnoresInterrupts() =>
        File.ReadLines("/proc/self/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is var mask
        && (Convert.ToUInt64(mask[7..].Trim(), 16) & 2) != 0;

    public void Dispose() => _obs.Dispose();
}
