using Observability.Core.Detection;

namespace Observability.Core.Incidents.Judges;

/// <summary>What spoke at a point: what kind of thing it is, and which part of the detector said so.</summary>
/// <param name="Shape"><see cref="AnomalyShape.None"/> where nothing is unusual.</param>
public readonly record struct Voice(AnomalyShape Shape, DetectionPart Part)
{
    /// <summary>Whether a run of one value or a silence is told by itself, whatever the value.</summary>
    public bool ByItself { get; init; }

    /// <summary>Of a run of one value: how long it is, and how long runs usually are at most, in points.</summary>
    public (long Points, long Usual) Run { get; init; }

    /// <summary>Of a silence: how far apart points usually are.</summary>
    public TimeSpan Step { get; init; }

    /// <summary>The kind as JSON spells it, for example <c>level-shift</c>; null where nothing is unusual.</summary>
    public string? Word => Shape switch
    {
        AnomalyShape.Spike => "spike",
        AnomalyShape.Dip => "dip",
        AnomalyShape.LevelShift => "level-shift",
        AnomalyShape.TrendChange => "trend-change",
        AnomalyShape.VarianceChange => "variance-change",
        AnomalyShape.FlatLine => "flat-line",
        AnomalyShape.Missing => Incidents.Evidence.Missing,
        _ => null,
    };

    /// <summary>The kind for a person, for example <c>a level shift</c>.</summary>
    public string Spoken => Word is { } word && Shape is not (AnomalyShape.FlatLine or AnomalyShape.Missing) ? "a " + word.Replace('-', ' ') : Shape == AnomalyShape.FlatLine ? "flat" : "missing";
}
