using System.CommandLine;
using Observability.Adapters.Files;
using Observability.Core.Detection;

namespace Observability.Cli.Commands;

/// <summary><c>obs detect PATH…</c></summary>
internal static class DetectCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "CSV files of one series each, folders, globs or -; plain, .gz or .zst.", Arity = ArgumentArity.OneOrMore };
        Option<string> into = new("--out") { Description = "Folder for the results; relative paths are kept.", DefaultValueFactory = _ => "detected" };
        Option<double?> sensitivity = Options.Share("--sensitivity", "0 to 1, default 0.5; more never alerts less.");
        Command command = new("detect", "Judges series row by row, each with what came before it only.\n\nExample: obs detect ./metrics --out ./detected") { paths, into, sensitivity };
        command.SetAction((parsed, cancel) => BesideSignalsAsync(() => Run(parsed, parsed.GetValue(paths)!, parsed.GetValue(into)!, parsed.GetValue(sensitivity) ?? DetectionOptions.Default.Sensitivity, cancel), cancel));
        return command;
    }

    // On a thread of its own, where signals are seen meanwhile. Work that is stopped puts its files in order; a read that waits for its sender is not waited for.
    private static async Task<int> BesideSignalsAsync(Func<int> run, CancellationToken cancel)
    {
        Task<int> work = Task.Run(run, CancellationToken.None);
        await Task.WhenAny(work, Task.Delay(Timeout.Infinite, cancel));
        await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
        return work.IsCompleted ? await work : throw new OperationCanceledException(cancel);
    }

    private static int Run(ParseResult parsed, string[] paths, string into, double sensitivity, CancellationToken cancel)
    {
        if (paths.FirstOrDefault(p => p != "-" && !File.Exists(p) && !Directory.Exists(p) && p.AsSpan().IndexOfAny('*', '?') < 0) is { } missing)
        {
            throw new IOException($"{missing}: there is no such file or folder");
        }

        if (DetectFiles.Refusal(paths, into) is { } refusal)
        {
            throw new UsageException($"obs: --out: expected another folder: {refusal}");
        }

        OutFolder.Make(into);
        Output output = Session.OutputOf(parsed);
        IFusion? fusion = Session.FusionOf(parsed).Now();
        bool attention = false;
        foreach (FileDetected file in DetectFiles.Run(paths, into, Console.OpenStandardInput, new DetectionOptions { Sensitivity = sensitivity }, fusion, cancel))
        {
            attention |= file.Detected is not { NeedsAttention: false };
            if (file.Detected is { } detected)
            {
                Print(output, file, detected);
            }
            else
            {
                Output.Note($"{file.Problem}");
            }
        }

        return attention ? ExitCode.Attention : ExitCode.Done;
    }

    private static void Print(Output output, FileDetected file, SeriesDetected detected)
    {
        foreach (string problem in detected.Problems.Select(p => p.ToString()))
        {
            Output.Note(problem);
        }

        if (detected.Bad > SeriesDetected.ProblemsKept)
        {
            Output.Note($"{file.Input}: and {detected.Bad - SeriesDetected.ProblemsKept:N0} more bad rows");
        }

        if (output.IsJson)
        {
            Output.Json(new { path = file.Input, output = file.Output, rows = detected.Rows, points = detected.Points, alerts = detected.Alerts, rejected = detected.Bad, passedOver = detected.Passed });
            return;
        }

        string rest = detected.Bad + detected.Passed == 0 ? "" : $"{detected.Points:N0} judged, {detected.Bad:N0} bad, {detected.Passed:N0} passed over, ";
        Output.Line($"{file.Input}: {detected.Rows:N0} rows, {rest}{detected.Alerts:N0} alerts → {file.Output}");
    }
}
