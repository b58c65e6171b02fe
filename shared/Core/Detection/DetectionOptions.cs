using System.ComponentModel.DataAnnotations;

namespace Observability.Core.Detection;

/// <summary>Section <c>Detection</c>. Changing it never invalidates stored state.</summary>
public sealed record DetectionOptions
{
    public const string Section = "Detection";

    /// <summary>As shipped.</summary>
    public static DetectionOptions Default { get; } = new();

    /// <summary>0..1; a point alerts when its score is at least 1 − this. More never alerts less.</summary>
    [Range(0.0, 1.0)]
    public double Sensitivity { get; init; } = 0.5;
}
