using System.CommandLine;
using System.Globalization;
using Observability.Adapters.Files;
using Observability.Core.Detection;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Cli.Commands;

/// <summary><c>obs explain FILE|SUBJECT --at T</c></summary>
internal static class ExplainCommand
{
    /// <summary>Earlier events shown at most, newest first.</summary>
    private const int MostEarlier = 5;

    public static Command Create()
    {
        Argument<string> path = new("series") { Description = "CSV of one series, plain, .gz or .zst; or a subject of the store, with --measure." };
        Option<string?> measure = new("--measure") { Description = "What of the subject, as obs series lists it." };
        Option<DateTimeOffset> at = new("--at") { Description = "The point at this time or the last one before it.", Required = true };
        Option<double?> sensitivity = new("--sensitivity") { Description = "0 to 1; more never alerts less. Default: of a file 0.5, of a series in the store what it is judged with." };
        Command command = new("explain", "Says of one point what was expected, which part of the detector spoke, and what happened before that was like it.\n\nExample: obs explain ./metrics/latency.csv --at 2026-11-03T12:00:00Z")
        {
            path, measure, at, sensitivity,
        };
        command.SetAction((parsed, cancel) => parsed.GetValue(measure) is { } of
            ? StoredAsync(parsed, new Subject(parsed.GetValue(path)!), of, parsed.GetValue(at), parsed.GetValue(sensitivity), cancel)
            : Task.FromResult(OfFile(parsed, parsed.GetValue(path)!, parsed.GetValue(at), parsed.GetValue(sensitivity) ?? DetectionOptions.Default.Sensitivity, cancel)));
        return command;
    }

    private static int OfFile(ParseResult parsed, string path, DateTimeOffset at, double sensitivity, CancellationToken cancel)
    {
        using StreamReader text = new(InputFile.Open(path));
        return Print(parsed, path, at, ExplainPoint.Run(SeriesCsvReader.Read(text, path).TakeWhile(_ => !cancel.IsCancellationRequested), at, Checked(sensitivity), MostEarlier, Session.FusionOf(parsed).Now()), "");
    }

    private static async Task<int> StoredAsync(ParseResult parsed, Subject subject, string measure, DateTimeOffset at, double? sensitivity, CancellationToken cancel)
    {
        await using Session session = Session.Open(parsed);
        Tuned tuned = (await session.Service.Tuning.OfAsync(subject, (double)session.Settings.Detection.Sensitivity, session.Service.Time.GetUtcNow(), cancel))(measure);
        IReadOnlyList<SeriesPoint> points = await session.Service.Series.PointsAsync(subject, measure, DateTimeOffset.MinValue, at.AddTicks(1), cancel);
        return Print(parsed, $"{subject} {measure}", at, ExplainPoint.Run(points.Select(p => new SeriesRow("", "", new Point(p.Time, p.Value), null)), at, Checked(sensitivity ?? tuned.Sensitivity), MostEarlier, session.Fusion.Now()), tuned.Because);
    }

    private static DetectionOptions Checked(double sensitivity) =>
        sensitivity is >= 0 and <= 1 ? new() { Sensitivity = sensitivity } : throw new UsageException($"obs: --sensitivity: expected 0 to 1, found {sensitivity}");

    // How it was judged by what people said goes with what was found; empty where nobody said anything.
    private static int Print(ParseResult parsed, string series, DateTimeOffset at, PointExplained? found, string judged)
    {
        if (found is not { } explained)
        {
            throw new IOException($"{series}: no point at or before {at:yyyy-MM-ddTHH:mm:ssZ}");
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
                because = explained.Because,
                judged,
                earlier = explained.Earlier.Select(e => new { time = e.Point.Time, value = e.Point.Value, shape = e.Verdict.Shape.ToString(), e.Verdict.Score }),
            });
            return ExitCode.Done;
        }

        Output.Line(Line(explained.Point, explained.Verdict));
        Output.Line($"  {explained.Because}");
        if (judged.Length > 0)
        {
            Output.Line($"  {judged}");
        }

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
