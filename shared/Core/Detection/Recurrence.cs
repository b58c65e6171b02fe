using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>Memory of one recurrence: the last values, and how far the present is from each earlier time.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct RecurrenceMemory
{
    public const int Lags = 256;

    /// <summary>Values so far.</summary>
    public long Seen;

    /// <summary>Newest at <see cref="Head"/>, older ones behind it, round the end.</summary>
    public Row Values;

    /// <summary>By lag, from 1: squared distances between the last values and those so many before, older ones fading.</summary>
    public Row Distances;

    public readonly int Head => (int)((Lags - Seen % Lags) % Lags);

    [InlineArray(Lags)]
    internal struct Row
    {
        private float _value;
    }
}

/// <summary>How unlike everything remembered the last few values are: the distance to the most similar earlier stretch.</summary>
/// <remarks>
/// d_l ← (1 − 1/w)·d_l + (y − y_l)², l the lag, w = <see cref="Window"/>; the answer is min √d_l over lags of at least <see cref="Nearest"/> (nearer ones are the same
/// stretch). The distance to the nearest neighbour is the "discord" of Keogh, Lin, Fu, <i>HOT SAX: Efficiently Finding the Most Unusual Time Series Subsequence</i>, 2005; fading
/// in place of a hard window makes it one fused multiply-add a lag. Shape: unitless y in, unitless distance out.
/// </remarks>
internal static class Recurrence
{
    private const float Window = 12;
    private const int Nearest = 12;

    /// <summary>Earlier values at a lag before its distance counts.</summary>
    private const int Known = 30;

    /// <summary>The distance, or −1 while too little is remembered; then remembers the value.</summary>
    public static double Step(ref RecurrenceMemory m, float y)
    {
        Span<float> values = m.Values;
        Span<float> distances = m.Distances;
        int head = m.Head;
        int first = RecurrenceMemory.Lags - head;
        int last = (int)Math.Min(m.Seen - Known, RecurrenceMemory.Lags);
        float least = Math.Min(Advance(values[head..], distances[..first], y, Nearest - 1, last), Advance(values[..head], distances[first..], y, Nearest - 1 - first, last - first));
        m.Seen++;
        values[m.Head] = y;
        return last < Nearest ? -1 : Math.Sqrt(least);
    }

    /// <summary>Brings the distances up to date; the least of those from <paramref name="from"/> to before <paramref name="until"/>, or the greatest number.</summary>
    private static float Advance(ReadOnlySpan<float> values, Span<float> distances, float y, int from, int until)
    {
        Vector<float> keep = new(1 - 1 / Window), wide = new(y), least = new(float.MaxValue);
        float scalar = float.MaxValue;
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float slot = ref MemoryMarshal.GetReference(distances);
        int i = 0;
        for (; i <= Math.Min(values.Length, distances.Length) - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> difference = wide - Vector.LoadUnsafe(ref value, (nuint)i);
            Vector<float> distance = keep * Vector.LoadUnsafe(ref slot, (nuint)i) + difference * difference;
            distance.StoreUnsafe(ref slot, (nuint)i);
            if (i >= from && i + Vector<float>.Count <= until)
            {
                least = Vector.Min(least, distance);
                continue;
            }

            for (int j = Math.Max(from - i, 0); j < Math.Min(until - i, Vector<float>.Count); j++)
            {
                scalar = Math.Min(scalar, distance[j]);
            }
        }

        for (; i < values.Length; i++)
        {
            float difference = y - values[i];
            distances[i] = (1 - 1 / Window) * distances[i] + difference * difference;
            scalar = i >= from && i < until ? Math.Min(scalar, distances[i]) : scalar;
        }

        for (int j = 0; j < Vector<float>.Count; j++)
        {
            scalar = Math.Min(scalar, least[j]);
        }

        return scalar;
    }
}
