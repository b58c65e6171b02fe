using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    private const float Keep = 1 - 1 / Window;
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
        int last = values.Length - Vector256<float>.Count;
        if (last < 0)
        {
            return AdvanceFew(values, distances, y, from, until);
        }

        // The last eight overlap those before them where the length is no multiple of eight: they are reckoned first and written last.
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float slot = ref MemoryMarshal.GetReference(distances);
        Vector256<float> end = Next(Vector256.LoadUnsafe(ref value, (nuint)last), Vector256.LoadUnsafe(ref slot, (nuint)last), y);
        Vector256<float> least = Counted(end, last, from, until);
        for (int i = 0; i < last; i += Vector256<float>.Count)
        {
            Vector256<float> next = Next(Vector256.LoadUnsafe(ref value, (nuint)i), Vector256.LoadUnsafe(ref slot, (nuint)i), y);
            next.StoreUnsafe(ref slot, (nuint)i);
            least = Vector256.MinNative(least, Counted(next, i, from, until));
        }

        end.StoreUnsafe(ref slot, (nuint)last);
        Vector128<float> half = Vector128.MinNative(least.GetLower(), least.GetUpper());
        return Math.Min(Math.Min(half[0], half[1]), Math.Min(half[2], half[3]));
    }

    private static float AdvanceFew(ReadOnlySpan<float> values, Span<float> distances, float y, int from, int until)
    {
        float least = float.MaxValue;
        for (int i = 0; i < values.Length; i++)
        {
            float difference = y - values[i];
            distances[i] = Keep * distances[i] + difference * difference;
            least = i >= from && i < until ? Math.Min(least, distances[i]) : least;
        }

        return least;
    }

    private static Vector256<float> Next(Vector256<float> values, Vector256<float> distances, float y)
    {
        Vector256<float> difference = Vector256.Create(y) - values;
        return Vector256.Create(Keep) * distances + difference * difference;
    }

    /// <summary>The distances, those at places that do not count being the greatest number.</summary>
    private static Vector256<float> Counted(Vector256<float> distances, int at, int from, int until)
    {
        Vector256<int> places = Vector256<int>.Indices + Vector256.Create(at);
        Vector256<int> counts = Vector256.GreaterThanOrEqual(places, Vector256.Create(from)) & Vector256.LessThan(places, Vector256.Create(until));
        return Vector256.ConditionalSelect(counts.AsSingle(), distances, Vector256.Create(float.MaxValue));
    }
}
