namespace Observability.Core.Detection;

/// <summary>How much wider than the band of a verdict, which is that of the shipped sensitivity, the band of another one is.</summary>
public static class BandAt
{
    /// <summary>
    /// 10^(needed · (l − 1) / (4 · gain)): so much farther out lies a value whose loudness is l in place of 1, by a tail of index 4 (<see cref="TailSketch"/>); l is the loudness of the score that
    /// alerts, gain what a loudness gains where all agree. Unitless; 1 from a sensitivity of 0.5 on, since what is told lies outside the band in any case.
    /// </summary>
    /// <param name="step">Usual distance of the points.</param>
    /// <param name="sensitivity">0 to 1; at 0 the factor is infinite.</param>
    public static double Wider(TimeSpan step, double sensitivity)
    {
        double more = Loudness.OfScore(1 - sensitivity) - 1;
        return more <= 0 ? 1 : Math.Pow(10, Loudness.Needed(step.TotalSeconds) * more / (4 * UnlearnedFusion.Gain));
    }
}
