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
        Advance(values[head..], distances[..first], y);
        Advance(values[..head], distances[first..], y);
        int last = (int)Math.Min(m.Seen - Known, RecurrenceMemory.Lags);
        float least = last >= Nearest ? Least(distances[(Nearest - 1)..last]) : -1;
        m.Seen++;
        values[m.Head] = y;
        return least < 0 ? -1 : Math.Sqrt(least);
    }

    private static void Advance(ReadOnlySpan<float> values, Span<float> distances, float y)
    {
        Vector<float> keep = new(1 - 1 / Window), wide = new(y);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> difference = wide - new Vector<float>(values[i..]);
            (keep * new Vector<float>(distances[i..]) + difference * difference).CopyTo(distances[i..]);
        }

        for (; i < values.Length; i++)
        {
            float difference = y - values[i];
            distances[i] = (1 - 1 / Window) * distances[i] + difference * difference;
        }
    }

    private static float Least(ReadOnlySpan<float> distances)
    {
        float least = float.MaxValue;
        int i = 0;
        if (distances.Length >= Vector<float>.Count)
        {
            Vector<float> wide = new(distances);
            for (i = Vector<float>.Count; i <= distances.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                wide = Vector.Min(wide, new Vector<float>(distances[i..]));
            }

            for (int j = 0; j < Vector<float>.Count; j++)
            {
                least = Math.Min(least, wide[j]);
            }
        }

        for (; i < distances.Length; i++)
        {
            least = Math.Min(least, distances[i]);
        }

        return least;
    }
}
