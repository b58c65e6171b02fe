using System.CommandLine;
using System.Diagnostics;
using Observability.Adapters.DuckDb;
using Observability.Adapters.Files;
using Observability.Core.Ingestion;
using Observability.Sample;

namespace Observability.Cli.Commands;

/// <summary><c>obs bench cost</c></summary>
internal static class BenchCost
{
    private const int Rounds = 3;
    private const int Seed = 1;

    public static Command Create()
    {
        Option<int> rows = Options.Count("--rows", "Charges of the bill.", 1_000_000);
        Option<string?> bill = new("--bill") { Description = "A FOCUS CSV to measure with, instead of one made for it." };
        Option<string?> only = new("--only") { Description = "Measure one of the two, once, in this very process; needs --bill." };
        only.AcceptOnlyFromAmong("scan", "read");
        Command command = new("cost", "A FOCUS bill read into sums by account, day and what it is for, against DuckDB's own group-by scan of the same file; in turns, three times.\n\nExample: obs bench cost --rows 200000") { rows, bill, only };
        command.SetAction((parsed, cancel) => BenchCommand.InScratchAsync(async folder =>
        {
            Output output = Session.OutputOf(parsed);
            string? file = parsed.GetValue(bill);
            if (file is not null && !File.Exists(file))
            {
                throw new IOException($"{file}: there is no such file");
            }

            if (parsed.GetValue(only) is string one)
            {
                Output.Json(await OneAsync(one, file ?? throw new UsageException("obs: --only needs --bill"), cancel));
                return;
            }

            if (file is null)
            {
                SampleBill.Write(file = Path.Combine(folder, "bill.csv"), parsed.GetValue(rows), Seed, cancel);
            }

            await InTurnsAsync(output, file, cancel);
        }));
        return command;
    }

    private static async Task<Speed> OneAsync(string what, string file, CancellationToken cancel)
    {
        long started = Stopwatch.GetTimestamp();
        long charges = 0;
        if (what == "scan")
        {
            charges = BillScan.Run(file);
        }
        else
        {
            await foreach (Record record in new FocusCsv().ReadAsync(InputFile.Of(file), cancel))
            {
                charges += record.Problem is null ? record.Count : 0;
            }
        }

        return Speed.Of(charges, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task InTurnsAsync(Output output, string file, CancellationToken cancel)
    {
        List<Speed> scans = [];
        List<Speed> reads = [];
        for (int round = 0; round < Rounds; round++)
        {
            scans.Add(await ChildAsync("scan", file, cancel));
            reads.Add(await ChildAsync("read", file, cancel));
        }

        (Times scan, Times read) = (Times.Of(scans.Select(s => s.Seconds)), Times.Of(reads.Select(s => s.Seconds)));
        long rows = reads[0].Events;
        var result = new
        {
            rows,
            bytes = new FileInfo(file).Length,
            scan,
            read,
            ratio = new { best = Math.Round(scan.Best / read.Best, 3), median = Math.Round(scan.Median / read.Median, 3), cpu = Math.Round(scans.Min(s => s.CpuSeconds) / reads.Min(r => r.CpuSeconds), 3) },
            cpuSeconds = new { scan = scans.Min(s => s.CpuSeconds), read = reads.Min(r => r.CpuSeconds) },
            perSecond = Math.Round(rows / read.Best),
            peakBytes = reads.Max(r => r.PeakBytes),
        };
        if (output.IsJson)
        {
            Output.Json(result);
            return;
        }

        Output.Line($"{rows:N0} charges, {result.bytes / 1048576:N0} MiB; seconds as best and median of {Rounds}");
        Output.Line($"DuckDB's group-by scan {scan.Best:0.00} {scan.Median:0.00}; our reading {read.Best:0.00} {read.Median:0.00}: {result.ratio.best:0.00} {result.ratio.median:0.00} of its speed, {result.ratio.cpu:0.00} by processor time");
        Output.Line($"{result.perSecond:N0} charges a second, peak memory {result.peakBytes / 1048576} MiB");
    }

    private static async Task<Speed> ChildAsync(string what, string file, CancellationToken cancel) =>
        BenchCommand.SpeedOf(await BenchChild.RunAsync(["bench", "cost", "--only", what, "--bill", file], cancel));
}
