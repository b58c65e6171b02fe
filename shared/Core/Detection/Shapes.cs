namespace Observability.Core.Detection;

/// <summary>What the loudest part and its side mean to a person.</summary>
internal static class Shapes
{
    private static readonly DetectionPart[] Named =
    [
        DetectionPart.Residual, DetectionPart.Baseline, DetectionPart.Level, DetectionPart.Trend, DetectionPart.Variance, DetectionPart.Extreme, DetectionPart.Flat,
        DetectionPart.Gap, DetectionPart.Stretch, DetectionPart.Stretch, DetectionPart.Sequence, DetectionPart.Hour,
    ];

    public static DetectionPart PartOf(int part) => Named[part];

    /// <summary>Mean distance of the points before, in baseline scales, from which on this one is the latest of many and no spike.</summary>
    private const double Lasting = 0.75;

    /// <param name="level">Mean baseline distance of the last few points before this one, in scales.</param>
    /// <param name="slowLevel">The same over dozens of points.</param>
    public static AnomalyShape Of(int part, int sign, double level, double slowLevel) => Named[part] switch
    {
        DetectionPart.Level => AnomalyShape.LevelShift,
        DetectionPart.Trend => AnomalyShape.TrendChange,
        DetectionPart.Variance => AnomalyShape.VarianceChange,
        DetectionPart.Flat => AnomalyShape.FlatLine,
        DetectionPart.Gap => AnomalyShape.Missing,
        _ when slowLevel * sign > Lasting => AnomalyShape.TrendChange,
        _ when level * sign > Lasting => AnomalyShape.LevelShift,
        _ => sign > 0 ? AnomalyShape.Spike : AnomalyShape.Dip,
    };
}
