using System.CommandLine;
using System.Globalization;
using Observability.Adapters.Files;
using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Cli.Commands;

/// <summary><c>obs explain FILE --at T</c></summary>
internal static class ExplainCommand
{
    /// <summary>Earlier events shown at most, newest first.</summary>
    private const int MostEarlier = 5;

    public static Command Create()
    {
        Argument<string> path = new("file") { Description = "CSV of one series; plain or .gz." };
        Option<DateTimeOffset> at = new("--at") { Description = "The point at this time or the last one before it.", Required = true };
        Option<double> sensitivity = new("--sensitivity") { Description = "0 to 1; more never alerts less.", DefaultValueFactory = _ => DetectionOptions.Default.Sensitivity };
        Command command = new("explain", "Says of one point what was expected, which part of the detector spoke, and what happened before that was like it.\n\nExample: obs explain ./metrics/latency.csv --at 2026-11-03T12:00:00Z")
        {
            path, at, sensitivity,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, parsed.GetValue(path)!, parsed.GetValue(at), parsed.GetValue(sensitivity), cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, string path, DateTimeOffset at, double sensitivity, CancellationToken cancel)
    {
        if (sensitivity is not (>= 0 and <= 1))
        {
            throw new UsageException($"obs: --sensitivity: expected 0 to 1, found {sensitivity}");
        }

        using TextReader text = SeriesText.Open(path);
        PointExplained? found = ExplainPoint.Run(SeriesCsvReader.Read(text, path).TakeWhile(_ => !cancel.IsCancellationRequested), at, new DetectionOptions { Sensitivity = sensitivity }, MostEarlier);
        if (found is not { } explained)
        {
            throw new IOException($"{path}: no point at or before {at:yyyy-MM-ddTHH:mm:ssZ}");
        }

        if (Session.OutputOf(parsed).IsJson)
        {
            Output.Json(new
            {
                time = explained.Point.Time,
                value = explained.Point.Value,
                kind = explained.Verdict.Kind.ToString(),
                shape = explained.Verdict.Shape.ToString(),
                part = explained.Verdict.Part.ToString(),
                explained.Verdict.Score,
                explained.Verdict.Alert,
                explained.Verdict.Expected,
                explained.Verdict.Lower,
                explained.Verdict.Upper,
                earlier = explained.Earlier.Select(e => new { time = e.Point.Time, value = e.Point.Value, shape = e.Verdict.Shape.ToString(), e.Verdict.Score }),
            });
            return ExitCode.Done;
        }

        Output.Line(Line(explained.Point, explained.Verdict));
        Output.Line($"  {explained.Because}");
        foreach ((Point point, Verdict verdict) in explained.Earlier)
        {
            Output.Line($"  earlier: {Line(point, verdict)}");
        }

        return ExitCode.Done;
    }

    private static string Line(Point point, Verdict verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"{point.Time:yyyy-MM-ddTHH:mm:ssZ} {point.Value:G6}: {(verdict.Shape == AnomalyShape.None ? verdict.Kind.ToString() : verdict.Shape.ToString())}, score {verdict.Score:0.00}{(verdict.Alert ? ", alert" : "")}");
}
