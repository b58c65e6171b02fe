namespace Observability.Core.Detection;

/// <summary>How far from the forecast a value may lie before it is unusual by itself.</summary>
/// <remarks>
/// The smallest z = 2^(k/4), 0 ≤ k ≤ 60, whose tail probability on the louder side is under 10^(−needed): the band is symmetric, in mean absolute errors.
/// </remarks>
internal static class Band
{
    public static double Reach(ref readonly PartsMemory m, double needed)
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
