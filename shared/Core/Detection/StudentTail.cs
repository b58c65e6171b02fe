namespace Observability.Core.Detection;

/// <summary>One-sided tail of Student's t as loudness (−log₁₀ p), and back.</summary>
/// <remarks>
/// t becomes a normal deviate, z = (8ν+1)/(8ν+3) · √(ν·ln(1 + t²/ν)), good to 0.02 for ν ≥ 2 (Wallace, <i>Bounds on normal approximations to Student's and the
/// chi-square distributions</i>, 1959); its tail is Q(z), by Borjesson, Sundberg, <i>Simple approximations of the error function Q(x)</i>, 1979. Unitless.
/// </remarks>
internal static class StudentTail
{
    /// <param name="freedom">Degrees of freedom, over 0.</param>
    public static double Loudness(double t, double freedom) =>
        OfNormal((8 * freedom + 1) / (8 * freedom + 3) * Math.Sqrt(freedom * Math.Log(1 + t * t / freedom)));

    /// <summary>The normal deviate ≥ 0 of this loudness.</summary>
    public static double Deviate(double loudness)
    {
        double low = 0, high = 40;
        for (int i = 0; i < 40; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = OfNormal(middle) < loudness ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The t ≥ 0 that is as loud as this normal deviate.</summary>
    public static double Reach(double deviate, double freedom)
    {
        double z = deviate * (8 * freedom + 3) / (8 * freedom + 1);
        return Math.Sqrt(freedom * (Math.Exp(Math.Min(z * z / freedom, 200)) - 1));
    }

    private static double OfNormal(double z)
    {
        double q = 1 / ((0.661 * z + 0.339 * Math.Sqrt(z * z + 5.51)) * Math.Sqrt(2 * Math.PI));
        return Math.Max(0, z * z / 2 * 0.4342944819032518 - Math.Log10(Math.Min(1, q)));
    }
}
