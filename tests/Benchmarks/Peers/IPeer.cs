using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>A detector of somebody else's design, as its paper or its usual form has it, with the defaults given there.</summary>
internal interface IPeer
{
    /// <summary>How anomalous the point is, 0 to 1; 0.5 is the threshold of the paper. Decided with points up to it only.</summary>
    double Score(Point point);
}

internal static class PeerScore
{
    /// <summary>Puts a statistic on the common scale: at its threshold 0.5, then towards 1. x / (x + threshold), unitless.</summary>
    public static double Of(double statistic, double threshold) => double.IsFinite(statistic) ? statistic / (statistic + threshold) : 1;
}
