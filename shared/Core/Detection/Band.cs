namespace Observability.Core.Detection;

/// <summary>What was expected and how far from it a value may lie before it is unusual by itself, in the unit of the series.</summary>
/// <remarks>
/// Long histories: the smallest z = 2^(k/4), 0 ≤ k ≤ 60, whose tail probability on the louder side is under 10^(−needed), symmetric, in mean absolute errors. Short ones: the same
/// quantile of the short-history law. Between them as the score is. Never below 0 where no value was.
/// </remarks>
internal readonly record struct Band(double Expected, double Lower, double Upper)
{
    /// <summary>Points after which the quantile is looked up again: it moves slowly.</summary>
    private const int Refresh = 16;

    /// <param name="weight">0..1: what the short-history law counts.</param>
    public static Band Of(ref PartsMemory m, long count, in Forecast forecast, double needed, double prior, double lowest, in ShortVerdict law, double weight)
    {
        if (weight < 1 && (count % Refresh == 0 || m.Reach == 0))
        {
            m.Reach = Reach(in m, needed, prior);
        }

        double reach = weight < 1 ? m.Reach * forecast.Scale : 0;
        // a smooth step: while the law decides nearly alone, what an outlier did to the scale is not seen in the band
        double share = weight * weight * (3 - 2 * weight);
        double floor = lowest >= 0 ? 0 : double.NegativeInfinity;
        double expected = share * law.Expected + (1 - share) * forecast.Expected;
        return new(
            Math.Max(expected, floor),
            Math.Max(share * law.Lower + (1 - share) * (forecast.Expected - reach), floor),
            Math.Max(share * law.Upper + (1 - share) * (forecast.Expected + reach), floor));
    }

    private static double Reach(ref readonly PartsMemory m, double needed, double prior)
    {
        double bar = Math.Pow(10, -needed);
        double low = 0, high = 60;
        for (int i = 0; i < 6; i++)
        {
            double k = (low + high) / 2;
            double z = Math.Pow(2, k / 4);
            bool inside = Math.Max(m.Sides[0].Tail(z, prior), m.Sides[1].Tail(z, prior)) > bar;
            (low, high) = inside ? (k, high) : (low, k);
        }

        return Math.Pow(2, high / 4);
    }
}
