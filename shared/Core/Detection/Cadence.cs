using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Observability.Core.Detection;

/// <summary>What follows from the step of a series alone: reckoned once, since most series keep their step.</summary>
internal readonly struct Cadence(double stepSeconds)
{
    private readonly PartWeights _weights = UnlearnedFusion.Weights(UnlearnedFusion.Slowness(stepSeconds));

    public double StepSeconds { get; } = stepSeconds;

    /// <summary>0 for series of minutes, 1 for those of hours and days.</summary>
    public double Slowness { get; } = UnlearnedFusion.Slowness(stepSeconds);

    /// <summary>Loudness that alerts.</summary>
    public double Needed { get; } = Loudness.Needed(stepSeconds);

    /// <summary>Observations that the tail assumed before any was seen weighs as much as.</summary>
    public double Prior { get; } = Evidence.Prior(stepSeconds);

    /// <summary>What the newest point counts in the short mean of the fused loudness.</summary>
    public double ShortMemory { get; } = UnlearnedFusion.ShortMemory(stepSeconds, UnlearnedFusion.Slowness(stepSeconds));

    /// <summary>Normal deviate that is as loud as what alerts.</summary>
    public double Deviate { get; } = StudentTail.Deviate(Loudness.Needed(stepSeconds));

    /// <summary>Share of the score that hangs on how far out a point lies (<see cref="Magnitude"/>).</summary>
    public double MagnitudeShare { get; } = Magnitude.ShareAt(stepSeconds);

    /// <summary>By part, in the order of <see cref="FusionFeatures.Names"/>.</summary>
    [UnscopedRef]
    public ReadOnlySpan<double> Weights => _weights;
}

/// <summary>One weight a part.</summary>
[InlineArray(Parts.Count + Novelty.Count)]
internal struct PartWeights
{
    private double _weight;
}
