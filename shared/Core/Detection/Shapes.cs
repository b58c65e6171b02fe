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

    /// <summary>Share of the mean distance from the forecast that it is at least where all lie on one side.</summary>
    private const double OneSided = 0.8;

    /// <summary>Share of the mean distance of the last few that the one over dozens is at least where they have moved for long.</summary>
    private const double Slowly = 0.5;

    /// <summary>Mean distance of about the last twelve points from the forecast, in scales, from which on more than one of them was far out.</summary>
    private const double Wild = 2;

    /// <param name="before">Of the points before this one, in scales: mean baseline distance of the last few, the same over dozens, mean distance from the forecast.</param>
    public static AnomalyShape Of(int part, int sign, (double Level, double SlowLevel, double Spread) before) => Named[part] switch
    {
        DetectionPart.Flat => AnomalyShape.FlatLine,
        DetectionPart.Gap => AnomalyShape.Missing,
        DetectionPart.Trend => AnomalyShape.TrendChange,
        DetectionPart.Level => AnomalyShape.LevelShift,
        DetectionPart.Variance => Math.Abs(before.Level) > Math.Max(Lasting, OneSided * before.Spread) ? AnomalyShape.LevelShift : AnomalyShape.VarianceChange,
        _ when before.SlowLevel * sign > Math.Max(Lasting, Slowly * Math.Abs(before.Level)) => AnomalyShape.TrendChange,
        _ when before.Level * sign > Math.Max(Lasting, OneSided * before.Spread) => AnomalyShape.LevelShift,
        _ when before.Spread > Wild => AnomalyShape.VarianceChange,
        _ => sign > 0 ? AnomalyShape.Spike : AnomalyShape.Dip,
    };
}
