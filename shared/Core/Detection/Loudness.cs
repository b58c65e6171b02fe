using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Observability.Core.Detection;

/// <summary>From tail probabilities to a score that means the same for every series.</summary>
/// <remarks>
/// loudness = −log₁₀(p) / −log₁₀(p*), p* = <see cref="AlertsPerWeek"/> / (points a week), at most 10⁻²·⁵: at loudness 1 a series without events would alert
/// as often as is bearable, whatever its step. score = loudness / 2 up to 1, then 1 − 1 / (2·loudness). Unitless.
/// </remarks>
internal static class Loudness
{
    /// <summary>False alerts a series-week that a person bears: what the product promises at most is 0.3.</summary>
    public const double AlertsPerWeek = 0.2;

    private const double WeekSeconds = 7 * 86400.0;

    /// <summary>−log₁₀ p*.</summary>
    public static double Needed(double stepSeconds) => Math.Max(2.5, Math.Log10(WeekSeconds / Math.Max(stepSeconds, 1) / AlertsPerWeek));

    public static double Of(double tail) => tail >= 1 ? 0 : -Logarithm.Base10(Math.Max(tail, 1e-30));

    /// <summary>The same of many, in their place; as many as a multiple of four.</summary>
    public static void Of(Span<double> tails)
    {
        foreach (ref Vector256<double> four in MemoryMarshal.Cast<double, Vector256<double>>(tails))
        {
            Vector256<double> loudness = -Logarithm.Base10(Vector256.MaxNative(four, Vector256.Create(1e-30)));
            four = Vector256.ConditionalSelect(Vector256.LessThan(four, Vector256<double>.One), loudness, Vector256<double>.Zero);
        }
    }

    /// <summary>The loudness that has a score; infinite at 1.</summary>
    public static double OfScore(double score) => score <= 0.5 ? 2 * score : 1 / (2 * (1 - score));

    public static double Score(double loudness) => loudness <= 1 ? Math.Max(loudness, 0) / 2 : 1 - 1 / (2 * loudness);
}
