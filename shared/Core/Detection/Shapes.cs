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

    public static AnomalyShape Of(int part, int sign) => Named[part] switch
    {
        DetectionPart.Level => AnomalyShape.LevelShift,
        DetectionPart.Trend => AnomalyShape.TrendChange,
        DetectionPart.Variance => AnomalyShape.VarianceChange,
        DetectionPart.Flat => AnomalyShape.FlatLine,
        DetectionPart.Gap => AnomalyShape.Missing,
        _ => sign > 0 ? AnomalyShape.Spike : AnomalyShape.Dip,
    };
}
