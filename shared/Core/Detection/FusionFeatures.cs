namespace Observability.Core.Detection;

/// <summary>What the learned stage sees of one point: names and order of the numbers given to <see cref="IFusion"/>.</summary>
/// <remarks>
/// Every "…Loudness" is −log10 of the part's tail probability over the loudness that alerts at the series' step: unitless, so that series of
/// different units, spreads and steps can be learned from together.
/// Stretch: short mean of the fused loudness; LogToldRate: log₂(1 + hours told of a week); TailScale: scale of the tail of the loudest hours; LogOutliers: log₂ of the long scale of
/// errors over the short one; LogForecastable: log₂ of the scale of errors over the spread of values.
/// Step, length of history and season are left out on purpose: with them trees learn to tell corpora apart and serve no new one.
/// </remarks>
public static class FusionFeatures
{
    /// <summary>A model trained on other names or another order is not loaded.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "ResidualLoudness", "BaselineLoudness", "LevelLoudness", "SlowLevelLoudness", "VarianceLoudness", "ExtremeLoudness", "FlatLoudness", "GapLoudness",
        "FineLoudness", "CoarseLoudness", "SequenceLoudness", "HourLoudness",
        "Fused", "SelfLoudness", "Second", "LogResidual", "LogLevel", "Recent",
        "Stretch", "LogToldRate", "TailScale", "LogOutliers", "LogForecastable",
    ];

    public static int Count => Names.Count;
}
