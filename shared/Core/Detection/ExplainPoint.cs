using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Detection;

/// <summary>What was said of one point, why, and what was like it before.</summary>
/// <param name="Because">One sentence for a person.</param>
/// <param name="Earlier">Alerts before it, of the same shape where it has one; newest first.</param>
public sealed record PointExplained(Point Point, Verdict Verdict, string Because, IReadOnlyList<(Point Point, Verdict Verdict)> Earlier);

/// <summary>The explained point of a series, and what of the series could not be read.</summary>
/// <param name="Point">Null where no point is that early.</param>
/// <param name="BadSince">The newest bad row with a time after the point's and not after the asked one; null: none.</param>
/// <param name="FirstBad">The first bad row, up to the asked time; null: none.</param>
/// <param name="Bad">How many there are.</param>
public sealed record SeriesExplained(PointExplained? Point, BadInput? BadSince, BadInput? FirstBad, long Bad);

/// <summary>Judges a series up to one point and explains what was said there.</summary>
public static class ExplainPoint
{
    /// <param name="at">The newest point at or before this is explained, wherever it stands.</param>
    /// <param name="earlier">Earlier alerts to give at most.</param>
    /// <param name="fusion">The learned stage; null: the unlearned fusion alone.</param>
    public static SeriesExplained Run(IEnumerable<SeriesRow> rows, DateTimeOffset at, DetectionOptions options, int earlier, IFusion? fusion = null)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, options, fusion);
        List<(Point Point, Verdict Verdict)> alerts = [];
        (SeriesRow Row, Verdict Verdict, SeriesRow After)? found = null;
        (DateTimeOffset Time, BadInput Problem)? badSince = null;
        BadInput? firstBad = null;
        SeriesRow before = default;
        bool past = false;
        long bad = 0;
        foreach (SeriesRow row in rows)
        {
            if (row.Problem is { } problem)
            {
                bool timed = TimeText.TryParse(row.TimeText, out DateTimeOffset time);
                if (!timed || time <= at)
                {
                    (bad, firstBad) = (bad + 1, firstBad ?? problem);
                    badSince = timed && (badSince is not { } newest || time >= newest.Time) ? (time, problem) : badSince;
                }
            }
            else if (row.Point is Point point)
            {
                // What stands after a later time is not judged, so that after the first such nothing is left to judge.
                Verdict verdict = past ? default(Verdict) with { Kind = VerdictKind.NotJudged } : detector.Judge(point);
                past |= point.Time > at;
                if (point.Time <= at && (found is not { } last || point.Time > last.Row.Point!.Value.Time))
                {
                    found = (row, verdict, before);
                }

                if (verdict.Alert)
                {
                    alerts.Add((point, verdict));
                }

                before = before.Point is { } judged && judged.Time >= point.Time ? before : row;
            }
        }

        return new(found is { } one ? Explained(one.Row, one.Verdict, one.After, alerts, earlier) : null, badSince is { } since && !(found?.Row.Point?.Time >= since.Time) ? since.Problem : null, firstBad, bad);
    }

    private static PointExplained Explained(in SeriesRow row, in Verdict verdict, in SeriesRow after, List<(Point Point, Verdict Verdict)> alerts, int earlier)
    {
        Point point = row.Point!.Value;
        AnomalyShape shape = verdict.Shape;
        string because = verdict.Kind == VerdictKind.NotJudged && after.Point is { } later
            ? FormattableString.Invariant($"not judged: it stands in line {row.Line}, after line {after.Line} with the later time {later.Time:yyyy-MM-ddTHH:mm:ssZ}; sort the rows by time, or mend that one")
            : Because(verdict);
        return new(point, verdict, because, [.. alerts.Where(a => a.Point.Time < point.Time && (shape == AnomalyShape.None || a.Verdict.Shape == shape)).Reverse().Take(earlier)]);
    }

    private static string Because(in Verdict verdict)
    {
        string band = verdict.Expected is null ? "" : FormattableString.Invariant($"expected {verdict.Expected:G6}, usual from {verdict.Lower:G6} to {verdict.Upper:G6}; ");
        return verdict.Kind switch
        {
            VerdictKind.NotJudged => "not judged: it is not after the point before it, or no finite number",
            VerdictKind.TooLittleHistory => "not judged: too little history",
            VerdictKind.Flat => "the series has always had this value",
            _ => $"{band}loudest: {Part(verdict.Part)}",
        };
    }

    /// <summary>What a part looks at, for a person.</summary>
    internal static string Part(DetectionPart part) => part switch
    {
        DetectionPart.Residual => "its distance from the forecast",
        DetectionPart.Baseline => "its distance from what is usual at this time",
        DetectionPart.Level => "the level of the last points",
        DetectionPart.Trend => "the level of the last dozens of points",
        DetectionPart.Variance => "the spread of the last points",
        DetectionPart.Extreme => "its distance from everything so far",
        DetectionPart.Flat => "how long the value has not changed",
        DetectionPart.Gap => "the silence before it",
        DetectionPart.Stretch => "the last points together are like none before",
        DetectionPart.Sequence => "it seldom came after what came before it",
        DetectionPart.Hour => "it is seldom at this hour",
        _ => "nothing",
    };
}
