namespace Observability.Core.Detection;

/// <summary>What a point counts as history: what was told of as unusual does not become the measure of the usual.</summary>
internal static class Evidence
{
    /// <summary>Neighbours within hours say the same thing again: so many hours of points are one idea of how the series is, and count no more than the prior does.</summary>
    private const double PriorHours = 4;

    private const double LeastPrior = 4;

    /// <summary>Inside an event that was told of: twenty such points count as one.</summary>
    private const float Inside = 0.05f;

    /// <summary>Observations that the tail assumed before any was seen weighs as much as.</summary>
    public static double Prior(double stepSeconds) => Math.Max(LeastPrior, PriorHours * 3600 / stepSeconds);

    /// <summary>0..1.</summary>
    /// <param name="open">Whether the point lies in an event told of before.</param>
    /// <param name="told">Whether it is told of itself.</param>
    /// <param name="toldWeight">What the point counts at which an event is told: nothing while incidents are rare, so that the next one is told as surely (<see cref="Peaks"/>).</param>
    public static float Weight(bool open, bool told, double toldWeight) => open ? Inside : told ? (float)toldWeight : 1;
}
