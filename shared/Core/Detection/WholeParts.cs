namespace Observability.Core.Detection;

/// <summary>Flat runs and silences: told of by themselves or not at all.</summary>
/// <remarks>
/// They say nothing of the next value, so that they are no evidence for or against it; and collectors pause: in real metrics many short silences are nobody's anomaly.
/// </remarks>
internal static class WholeParts
{
    /// <summary>Silences that last less are no event, however regular the series: pauses of collectors and of night windows.</summary>
    private static readonly TimeSpan LeastSilence = TimeSpan.FromHours(1);

    private const double LeastSilentSteps = 3;

    /// <summary>Loudness over what alerts, at most: clear values go first.</summary>
    private const double Most = 1.1;

    /// <summary>Share that counts of a loudness that does not alert.</summary>
    private const double Below = 0.25;

    /// <param name="flat">Loudness of the run of one value.</param>
    /// <param name="gap">Loudness of the silence before the point.</param>
    /// <returns>Loudness over what alerts, and whether it is the silence.</returns>
    public static (double Loudness, bool Silence) Of(double flat, double gap, double gapSeconds, double stepSeconds, double needed)
    {
        bool silent = gapSeconds >= LeastSilence.TotalSeconds && gapSeconds >= LeastSilentSteps * stepSeconds;
        double silence = silent ? Whole(gap / needed) : 0;
        double run = Whole(flat / needed);
        return (Math.Max(run, silence), silence > run);
    }

    private static double Whole(double loudness) => loudness < 1 ? Below * loudness : Math.Min(loudness, Most);
}
