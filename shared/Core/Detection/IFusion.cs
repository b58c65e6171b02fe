namespace Observability.Core.Detection;

/// <summary>The learned stage: what the parts say together, as one score.</summary>
/// <remarks>Called only on points that the unlearned fusion finds at least slightly unusual. Must be a pure function of its input.</remarks>
public interface IFusion
{
    /// <param name="features">One number a feature, in the order of <see cref="FusionFeatures.Names"/>.</param>
    /// <param name="unlearned">0..1: the score without anything learned.</param>
    /// <returns>0..1; 0.5 alerts at the shipped sensitivity.</returns>
    double Score(ReadOnlySpan<float> features, double unlearned);
}
