using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>How large the distances from the forecast were so far, in the unit of the series squared.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct MagnitudeMemory
{
    public double MeanSquare;
    public long Count;
}

/// <summary>Whether a point lies far out as the series goes, however rare its kind is: what is rare but small moves nobody.</summary>
/// <remarks>
/// score ← score · (1 + k·tanh(½·log₂(z / c))), z = |value − expected| / √(mean square of all such distances before); c = 2.5 normal deviates as loud as what alerts, at most √n / 2, half of the
/// farthest that one of n values can lie (Samuelson, <i>How Deviant Can You Be?</i>, 1968); k = <see cref="Share"/> up to steps of an hour, rising with the logarithm of the step to
/// <see cref="DayShare"/> at a day, whose few points say little of how rare a value is. Tails are learned from ranks and do not know this; a mean square does, since the largest distances
/// carry most of it. Unitless. k and c from webkpi and the made-up corpora (DECISIONS.md).
/// </remarks>
internal static class Magnitude
{
    public const double Share = 0.12;
    public const double DayShare = 0.25;

    /// <summary>Normal deviates as loud as what alerts that a point must lie out to be neither large nor small.</summary>
    private const double Deviates = 2.5;

    /// <summary>Distances before any says something.</summary>
    private const int Known = 8;

    /// <summary>Root mean squares beyond which a distance counts no more: one absurd value must not make all others small for ever.</summary>
    private const double Clip = 100;

    /// <summary>The factor of the score, from 1 − k to 1 + k.</summary>
    public static double Of(ref readonly MagnitudeMemory m, double distance, in Cadence cadence)
    {
        if (m.Count < Known || m.MeanSquare == 0)
        {
            return 1;
        }

        double usual = Math.Min(Deviates * cadence.Deviate, Math.Sqrt(m.Count) / 2);
        double far = Math.Max(Math.Abs(distance) / Math.Sqrt(m.MeanSquare), 1e-3);
        return 1 + cadence.MagnitudeShare * Math.Tanh(Logarithm.Base2(far / usual) / 2);
    }

    /// <summary>Adds the distance: of what was told too, or each burst of a series that has many would be as large as the first.</summary>
    public static void Learn(ref MagnitudeMemory m, double distance)
    {
        double square = distance * distance;
        double counted = m.Count < Known || m.MeanSquare == 0 ? square : Math.Min(square, Clip * Clip * m.MeanSquare);
        m.Count++;
        m.MeanSquare += (counted - m.MeanSquare) / m.Count;
    }

    /// <summary>k at this step.</summary>
    public static double ShareAt(double stepSeconds) => Share + (DayShare - Share) * Math.Clamp(Math.Log(Math.Max(stepSeconds, 1) / 3600) / Math.Log(24), 0, 1);
}
