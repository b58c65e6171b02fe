using System.CommandLine;
using Observability.Adapters.Files;
using Observability.Adapters.MlNet;
using Observability.Core.Detection;

namespace Observability.Cli.Commands;

/// <summary><c>obs detect PATH…</c></summary>
internal static class DetectCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "CSV files of one series each, or folders of them; plain or .gz.", Arity = ArgumentArity.OneOrMore };
        Option<string> into = new("--out") { Description = "Folder for the results; relative paths are kept.", DefaultValueFactory = _ => "detected" };
        Option<double> sensitivity = new("--sensitivity") { Description = "0 to 1; more never alerts less.", DefaultValueFactory = _ => DetectionOptions.Default.Sensitivity };
        Command command = new("detect", "Judges series row by row, each with what came before it only.\n\nExample: obs detect ./metrics --out ./detected") { paths, into, sensitivity };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, parsed.GetValue(paths)!, parsed.GetValue(into)!, parsed.GetValue(sensitivity), cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, string[] paths, string into, double sensitivity, CancellationToken cancel)
    {
        if (sensitivity is not (>= 0 and <= 1))
        {
            throw new UsageException($"obs: --sensitivity: expected 0 to 1, found {sensitivity}");
        }

        if (paths.FirstOrDefault(p => !File.Exists(p) && !Directory.Exists(p)) is { } missing)
        {
            throw new IOException($"{missing}: there is no such file or folder");
        }

        Output output = Session.OutputOf(parsed);
        FusionLoad learned = LearnedFusion.Load();
        if (learned.Reason is { } reason)
        {
            Output.Note($"obs: without the learned stage: {reason}");
        }

        long bad = 0;
        foreach (FileDetected file in DetectFiles.Run(paths, into, new DetectionOptions { Sensitivity = sensitivity }, learned.Fusion, cancel))
        {
            bad += file.Detected.Bad;
            foreach (string problem in file.Detected.Problems.Select(p => p.ToString()))
            {
                Output.Note(problem);
            }

            if (output.IsJson)
            {
                Output.Json(new { path = file.Input, output = file.Output, rows = file.Detected.Rows, points = file.Detected.Points, alerts = file.Detected.Alerts, rejected = file.Detected.Bad });
            }
            else
            {
                Output.Line($"{file.Input}: {file.Detected.Rows:N0} rows, {file.Detected.Alerts:N0} alerts → {file.Output}");
            }
        }

        return bad > 0 ? ExitCode.Attention : ExitCode.Done;
    }
}
