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

    private static readonly string[] Kinds = ["job:", "dataset:", "spend:", "stream:", "source:"];

    public static Command Create()
    {
        Argument<string> path = new("series") { Description = "CSV of one series, plain, .gz or .zst; or a subject of the store, with --measure." };
        Option<string?> measure = new("--measure") { Description = "What of the subject, as obs series lists it." };
        Option<DateTimeOffset?> at = Options.Time("--at", "The point at this time or the last one before it.");
        at.Required = true;
        Option<double?> sensitivity = Options.Share("--sensitivity", "0 to 1; more never alerts less. Default: of a file 0.5, of a series in the store what it is judged with.");
        Command command = new("explain", "Says of one point what was expected, which part of the detector spoke, and what happened before that was like it.\n\nExample: obs explain ./metrics/latency.csv --at 2026-11-03T12:00:00Z")
        {
            path, measure, at, sensitivity,
        };
        command.SetAction((parsed, cancel) => parsed.GetValue(measure) is { } of
            ? StoredAsync(parsed, new Subject(parsed.GetValue(path)!), of, parsed.GetValue(at)!.Value, parsed.GetValue(sensitivity), cancel)
            : Task.Run(() => OfFile(parsed, parsed.GetValue(path)!, parsed.GetValue(at)!.Value, parsed.GetValue(sensitivity) ?? DetectionOptions.Default.Sensitivity, cancel), CancellationToken.None));
        return command;
    }

    private static int OfFile(ParseResult parsed, string path, DateTimeOffset at, double sensitivity, CancellationToken cancel)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"obs: {path}: expected the CSV of one series, found a folder");
        }

        if (!File.Exists(path))
        {
            throw Kinds.Any(k => path.StartsWith(k, StringComparison.Ordinal))
                ? new UsageException($"obs: --measure: needed with a subject; obs series {path} lists what there is")
                : new IOException($"{path}: there is no such file; a subject of the store needs --measure");
        }

        try
        {
            using StreamReader text = new(InputFile.Open(path));
            return Print(parsed, path, at, ExplainPoint.Run(Rows(SeriesCsvReader.Read(text, path), cancel), at, new() { Sensitivity = sensitivity }, MostEarlier, Session.FusionOf(parsed).Now()), "");
        }
        catch (Exception e) when (e is InvalidDataException or UnauthorizedAccessException or SpecialFileException)
        {
            throw new IOException($"{path}: {InputFile.Unreadable(e)}", e);
        }
    }

    private static IEnumerable<SeriesRow> Rows(IEnumerable<SeriesRow> rows, CancellationToken cancel)
    {
        foreach (SeriesRow row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            yield return row.IsOfFile ? throw new IOException($"{row.Problem}") : row;
        }
    }

    private static async Task<int> StoredAsync(ParseResult parsed, Subject subject, string measure, DateTimeOffset at, double? sensitivity, CancellationToken cancel)
    {
        await using Session session = Session.Open(parsed);
        Tuned tuned = (await session.Service.Tuning.OfAsync(subject, (double)session.Settings.Detection.Sensitivity, session.Service.Time.GetUtcNow(), cancel))(measure);
        IReadOnlyList<SeriesPoint> points = await session.Service.Series.PointsAsync(subject, measure, DateTimeOffset.MinValue, at.AddTicks(1), cancel);
        return Print(parsed, $"{subject} {measure}", at, ExplainPoint.Run(points.Select(p => new SeriesRow("", "", new Point(p.Time, p.Value), null)), at, new() { Sensitivity = sensitivity ?? tuned.Sensitivity }, MostEarlier, session.Fusion.Now()), tuned.Because);
    }

    // How it was judged by what people said goes with what was found; empty where nobody said anything.
    private static int Print(ParseResult parsed, string series, DateTimeOffset at, SeriesExplained found, string judged)
    {
        string bad = found.Bad == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{found.Bad:N0} bad {(found.Bad == 1 ? "row" : "rows")} up to there, the first: {found.FirstBad}");
        if (found.Point is not { } explained)
        {
            throw new IOException($"{series}: no point at or before {at:yyyy-MM-ddTHH:mm:ssZ}{(bad.Length > 0 ? $"; {bad}" : "")}");
        }

        if (found.BadSince is { } since)
        {
            Output.Note($"{since}; the point before it is explained");
        }

        if (bad.Length > 0 && (found.Bad > 1 || found.BadSince is null))
        {
            Output.Note($"{series}: {bad}");
        }

        int code = found.Bad > 0 ? ExitCode.Attention : ExitCode.Done;
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
            return code;
        }

        Output.Line(Line(explained.Point, explained.Verdict));
        if (explained.Point.Time < at)
        {
            Output.Line($"  the last point at or before {at:yyyy-MM-ddTHH:mm:ssZ}, {Quantity.Duration(at - explained.Point.Time)} older");
        }

        Output.Line($"  {explained.Because}");
        if (judged.Length > 0)
        {
            Output.Line($"  {judged}");
        }

        foreach ((Point point, Verdict verdict) in explained.Earlier)
        {
            Output.Line($"  earlier: {Line(point, verdict)}");
        }

        return code;
    }

    private static string Line(Point point, Verdict verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"{point.Time:yyyy-MM-ddTHH:mm:ssZ} {point.Value:G6}: {(verdict.Shape == AnomalyShape.None ? verdict.Kind.ToString() : verdict.Shape.ToString())}, score {verdict.Score:0.00}{(verdict.Alert ? ", alert" : "")}");
}
