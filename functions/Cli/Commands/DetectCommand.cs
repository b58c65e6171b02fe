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

        if (paths.FirstOrDefault(p => p != "-" && !File.Exists(p) && !Directory.Exists(p) && p.AsSpan().IndexOfAny('*', '?') < 0) is { } missing)
        {
            throw new IOException($"{missing}: there is no such file or folder");
        }

        Output output = Session.OutputOf(parsed);
        IFusion? fusion = Session.FusionOf(parsed).Now();
        long bad = 0;
        foreach (FileDetected file in DetectFiles.Run(paths, into, Console.OpenStandardInput, new DetectionOptions { Sensitivity = sensitivity }, fusion, cancel))
        {
            if (file.Detected is not { } detected)
            {
                bad++;
                Output.Note($"{file.Problem}");
                continue;
            }

            bad += detected.Bad;
            foreach (string problem in detected.Problems.Select(p => p.ToString()))
            {
                Output.Note(problem);
            }

            if (output.IsJson)
            {
                Output.Json(new { path = file.Input, output = file.Output, rows = detected.Rows, points = detected.Points, alerts = detected.Alerts, rejected = detected.Bad });
            }
            else
            {
                Output.Line($"{file.Input}: {detected.Rows:N0} rows, {detected.Alerts:N0} alerts → {file.Output}");
            }
        }

        return bad > 0 ? ExitCode.Attention : ExitCode.Done;
    }
}
