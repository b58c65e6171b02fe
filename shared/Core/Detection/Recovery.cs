namespace Observability.Core.Detection;

/// <summary>Whether a point comes back to what is usual at its time after points that lay away from it: the end of an event is no event.</summary>
internal static class Recovery
{
    /// <summary>Highest score of a point that comes back.</summary>
    public const double Most = 0.49;

    /// <summary>Mean baseline distance of the points before, in scales, from which on there is something to come back from.</summary>
    private const double Away = 1;

    /// <summary>Share of the residual's loudness that the distance from the baseline has at most.</summary>
    private const double Quieter = 0.7;

    /// <param name="level">Mean baseline distance of about the last six points before, in scales.</param>
    /// <param name="residual">Distance from what was expected after them, in scales.</param>
    /// <param name="baseline">Distance from what is usual at this time, in scales.</param>
    public static bool Is(double level, double residual, double baseline, double residualLoudness, double baselineLoudness) =>
        -level * Math.Sign(residual) > Away && Math.Abs(baseline) < Math.Abs(level) && baselineLoudness < Quieter * residualLoudness;
}
