using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>How often each of eight levels followed what came before it, and at which hour of the day.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct SymbolMemory
{
    /// <summary>The last two levels.</summary>
    public int Last, BeforeLast;

    /// <summary>Surprise of late, in nats.</summary>
    public double Surprise;

    public Counts Seen;

    /// <summary>Counts by level: of all (8), after one level (64), after two (512), by hour of day (192).</summary>
    [InlineArray(Symbols.Levels * (1 + 8 + 64 + 24))]
    internal struct Counts
    {
        private byte _count;
    }
}

/// <summary>The series as a sequence of eight levels: how surprising is this one after the last two, and at this hour?</summary>
/// <remarks>
/// p_k(s) = (n_k(s) + a·p_{k−1}(s)) / (n_k + a), from contexts of length 0, 1, 2; a = <see cref="Shrink"/>; surprise = −ln p. Counts are bytes, halved by context when one
/// is full, so that old habits fade. Source: the context mixing of Cleary, Witten, <i>Data Compression Using Adaptive Coding and Partial String Matching</i>, 1984, with
/// Dirichlet smoothing towards the shorter context. Shape: level in, surprise in nats out.
/// </remarks>
internal static class Symbols
{
    public const int Levels = 8;

    /// <summary>Levels to one unit of the position; fewer where points follow each other within minutes and reach further out.</summary>
    private const double Resolution = 2.4;
    private const double FastResolution = 1.8;

    private const double Shrink = 2;

    /// <summary>Weight of the newest surprise: about the last three count.</summary>
    private const double SurpriseMemory = 0.25;

    /// <summary>Eight counts are summed at once: four pairs in 16 bits each, then all of them in the highest.</summary>
    private const ulong EverySecond = 0x00FF00FF00FF00FF;
    private const ulong Ones = 0x0001000100010001;

    private const int Hours = Levels * (1 + 8 + 64);

    /// <param name="position">See <see cref="Position"/>.</param>
    /// <param name="slowness">See <see cref="Cadence.Slowness"/>.</param>
    /// <returns>Surprise after the last levels, smoothed over a few points; and at this hour of the day.</returns>
    public static (double Sequence, double Hour) Step(ref SymbolMemory m, double position, long ticks, double slowness)
    {
        int level = (int)Math.Clamp(Math.Round(position * (slowness * Resolution + (1 - slowness) * FastResolution)) + Levels / 2, 0, Levels - 1);
        int one = Levels * (1 + m.Last);
        int two = Levels * (1 + 8 + 8 * m.BeforeLast + m.Last);
        int hour = Hours + Levels * (int)(ticks % TimeSpan.TicksPerDay / TimeSpan.TicksPerHour);
        Span<byte> seen = m.Seen;
        double any = Probability(seen[..Levels], level, 1.0 / Levels);
        double after = Probability(seen.Slice(two, Levels), level, Probability(seen.Slice(one, Levels), level, any));
        double at = Probability(seen.Slice(hour, Levels), level, any);
        m.Surprise += SurpriseMemory * (-Logarithm.Natural(after) - m.Surprise);
        Count(seen[..Levels], level);
        Count(seen.Slice(one, Levels), level);
        Count(seen.Slice(two, Levels), level);
        Count(seen.Slice(hour, Levels), level);
        (m.BeforeLast, m.Last) = (m.Last, level);
        return (m.Surprise, -Logarithm.Natural(at));
    }

    private static double Probability(ReadOnlySpan<byte> seen, int level, double shorter)
    {
        ulong all = MemoryMarshal.Read<ulong>(seen), pairs = (all & EverySecond) + (all >> 8 & EverySecond);
        double sum = pairs * Ones >> 48;
        return (seen[level] + Shrink * shorter) / (sum + Shrink);
    }

    private static void Count(Span<byte> seen, int level)
    {
        if (seen[level] == byte.MaxValue)
        {
            foreach (ref byte count in seen)
            {
                count /= 2;
            }
        }

        seen[level]++;
    }
}
