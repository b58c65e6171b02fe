namespace Observability.Core.Detection;

/// <summary>What could be said of a point.</summary>
public enum VerdictKind
{
    Normal,
    Anomalous,

    /// <summary>Fewer points than support a judgement.</summary>
    TooLittleHistory,

    /// <summary>Every value so far is the same, and so is this one: no spread to judge by.</summary>
    Flat,

    /// <summary>The point is not after the last judged one, or its value is not finite: passed through, state unchanged.</summary>
    NotJudged,
}

/// <summary>What kind of anomaly a point is or opens.</summary>
public enum AnomalyShape
{
    None,
    Spike,
    Dip,
    LevelShift,

    /// <summary>A distance to one side that lasts for days or dozens of points.</summary>
    TrendChange,
    VarianceChange,
    FlatLine,

    /// <summary>The silence before the point was longer than the series' own silences explain.</summary>
    Missing,
}

/// <summary>Which part of the detector spoke loudest.</summary>
public enum DetectionPart
{
    None,

    /// <summary>Residual of the one-step forecast.</summary>
    Residual,

    /// <summary>Distance from the seasonal baseline.</summary>
    Baseline,

    /// <summary>Mean residual over a short window.</summary>
    Level,

    /// <summary>Spread of the residuals over a short window.</summary>
    Variance,

    /// <summary>Value outside everything seen so far.</summary>
    Extreme,

    /// <summary>Run of identical values.</summary>
    Flat,

    /// <summary>Time since the last point.</summary>
    Gap,

    /// <summary>Mean residual over a long window.</summary>
    Trend,

    /// <summary>A stretch of points, or of half-hours, unlike every one remembered.</summary>
    Stretch,

    /// <summary>A level that seldom or never followed those before it.</summary>
    Sequence,

    /// <summary>A level that is seldom or never at this hour of the day.</summary>
    Hour,
}

/// <summary>What the detector says of one point, decided with points up to it only.</summary>
/// <param name="Score">0..1, comparable between series; 0.5 alerts at the shipped sensitivity. 0 when not judged.</param>
/// <param name="Alert">True on the first point of an event, and again only where the event gets much worse.</param>
/// <param name="Expected">Forecast made before the point was seen, in the unit of the series; null when there is too little history.</param>
/// <param name="Lower">Lower end of the band of values that would not alert by themselves; null with <paramref name="Expected"/>.</param>
/// <param name="Upper">Upper end of that band.</param>
/// <param name="Shape"><see cref="AnomalyShape.None"/> unless <paramref name="Kind"/> is <see cref="VerdictKind.Anomalous"/> or the point goes on with an event that was told of: the first of a shift looks like a spike, the third does not.</param>
/// <param name="Part">The loudest part, whether or not it was loud enough.</param>
public readonly record struct Verdict(
    VerdictKind Kind,
    double Score,
    bool Alert,
    double? Expected,
    double? Lower,
    double? Upper,
    AnomalyShape Shape,
    DetectionPart Part)
{
    /// <summary>Score, 0..1, that the run of one value or the silence before the point has by itself, where <see cref="Score"/> holds both down so that clear values go first.</summary>
    public double Alone { get; init; }

    /// <summary>Which of the two it is: <see cref="AnomalyShape.FlatLine"/> or <see cref="AnomalyShape.Missing"/>; none where neither is heard.</summary>
    public AnomalyShape AloneShape { get; init; }
}
