namespace Observability.Core.Detection;

/// <summary>What was expected and how far from it a value may lie before it is unusual by itself, in the unit of the series.</summary>
/// <remarks>
/// Long histories: the smallest z = 2^(k/4), 0 ≤ k ≤ 60, whose tail probability on the louder side is under 10^(−needed), symmetric, in mean absolute errors. Short ones: the same
/// quantile of the short-history law. Between them as the score is. Never below 0 where no value was.
/// </remarks>
internal readonly record struct Band(double Expected, double Lower, double Upper)
{
    /// <param name="weight">0..1: what the short-history law counts.</param>
    public static Band Of(ref readonly PartsMemory m, in Forecast forecast, double needed, double lowest, in ShortVerdict law, double weight)
    {
        double reach = weight < 1 ? Reach(in m, needed) * forecast.Scale : 0;
        double floor = lowest >= 0 ? 0 : double.NegativeInfinity;
        double expected = weight * law.Expected + (1 - weight) * forecast.Expected;
        return new(
            Math.Max(expected, floor),
            Math.Max(weight * law.Lower + (1 - weight) * (forecast.Expected - reach), floor),
            Math.Max(weight * law.Upper + (1 - weight) * (forecast.Expected + reach), floor));
    }

    private static double Reach(ref readonly PartsMemory m, double needed)
    {
        double bar = Math.Pow(10, -needed);
        double low = 0, high = 60;
        for (int i = 0; i < 6; i++)
        {
            double k = (low + high) / 2;
            double z = Math.Pow(2, k / 4);
            bool inside = Math.Max(m.ResidualUp.Tail(z), m.ResidualDown.Tail(z)) > bar;
            (low, high) = inside ? (k, high) : (low, k);
        }

        return Math.Pow(2, high / 4);
    }
}
