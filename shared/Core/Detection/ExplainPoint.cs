using Observability.Core.Series;

namespace Observability.Core.Detection;

/// <summary>What was said of one point, why, and what was like it before.</summary>
/// <param name="Because">One sentence for a person.</param>
/// <param name="Earlier">Alerts before it, of the same shape where it has one; newest first.</param>
public sealed record PointExplained(Point Point, Verdict Verdict, string Because, IReadOnlyList<(Point Point, Verdict Verdict)> Earlier);

/// <summary>Judges a series up to one point and explains what was said there.</summary>
public static class ExplainPoint
{
    /// <param name="at">The last point at or before this is explained.</param>
    /// <param name="earlier">Earlier alerts to give at most.</param>
    /// <param name="fusion">The learned stage; null: the unlearned fusion alone.</param>
    /// <returns>Null where no point is that early.</returns>
    public static PointExplained? Run(IEnumerable<SeriesRow> rows, DateTimeOffset at, DetectionOptions options, int earlier, IFusion? fusion = null)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, options, fusion);
        List<(Point Point, Verdict Verdict)> alerts = [];
        (Point Point, Verdict Verdict)? last = null;
        foreach (Point point in rows.Where(r => r.Point is not null).Select(r => r.Point!.Value).TakeWhile(p => p.Time <= at))
        {
            if (last is { Verdict.Alert: true } before)
            {
                alerts.Add(before);
            }

            last = (point, detector.Judge(point));
        }

        if (last is not { } found)
        {
            return null;
        }

        AnomalyShape shape = found.Verdict.Shape;
        return new(found.Point, found.Verdict, Because(found.Verdict), [.. alerts.Where(a => shape == AnomalyShape.None || a.Verdict.Shape == shape).Reverse().Take(earlier)]);
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
