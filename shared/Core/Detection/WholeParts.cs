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
    /// <returns>Loudness over what alerts, the same without a limit, and whether it is the silence.</returns>
    public static (double Loudness, double Alone, bool Silence) Of(double flat, double gap, double gapSeconds, double stepSeconds, double needed)
    {
        bool silent = gapSeconds >= LeastSilence.TotalSeconds && gapSeconds >= LeastSilentSteps * stepSeconds;
        double silence = silent ? gap / needed : 0;
        double run = flat / needed;
        return (Whole(Math.Max(run, silence)), Math.Max(run, silence), silence > run);
    }

    /// <summary>Seconds of silence from which on <see cref="Of"/> gives at least a loudness; infinite where none does.</summary>
    /// <param name="loudness">Over what alerts.</param>
    public static double SilentSeconds(ref readonly TailSketch gaps, double stepSeconds, in Cadence cadence, double loudness)
    {
        double tail = Math.Pow(10, -cadence.Needed * loudness);
        double low = 0, high = TailSketch.Bins;
        for (int i = 0; i < 40; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = gaps.Tail(Math.Pow(2, middle), cadence.Prior) > tail ? (middle, high) : (low, middle);
        }

        return high >= TailSketch.Bins ? double.PositiveInfinity : Math.Max(Math.Max(Math.Pow(2, high), LeastSilentSteps) * stepSeconds, LeastSilence.TotalSeconds);
    }

    /// <summary>What at most one of twenty in a record was over, about.</summary>
    public static double Usual(ref readonly TailSketch record)
    {
        double z = 1;
        while (z < 1e6 && record.Above(TailSketch.Place(z)) > 0.05 * record.Weight)
        {
            z++;
        }

        return z;
    }

    private static double Whole(double loudness) => loudness < 1 ? Below * loudness : Math.Min(loudness, Most);
}
