using System.Text;

namespace Observability.Sample;

/// <summary>Random numbers that depend on a key alone, so that one more job or day changes nothing else.</summary>
/// <remarks>
/// SplitMix64 over an FNV-1a hash of the key. Source: Steele, Lea and Flood, <i>Fast splittable pseudorandom number generators</i>, OOPSLA 2014.
/// Only additions and products of IEEE doubles are used for <see cref="Normal"/>, so that every machine draws the same.
/// </remarks>
internal struct Dice
{
    private ulong _state;

    private Dice(ulong state) => _state = state;

    /// <param name="key">What is drawn for, for example a job's name and a purpose.</param>
    /// <param name="number">Which of its draws, for example the ticks of a schedule.</param>
    public static Dice For(int seed, string key, long number = 0)
    {
        ulong hash = 14695981039346656037UL ^ (uint)seed;
        foreach (byte b in Encoding.UTF8.GetBytes(key))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        Dice dice = new(hash ^ ((ulong)number * 0x9E3779B97F4A7C15UL));
        dice.Bits();
        return dice;
    }

    /// <summary>64 uniform bits.</summary>
    public ulong Bits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + (high - low) * Unit();

    /// <summary>Uniform integer in [low, high].</summary>
    public int Whole(int low, int high) => low + (int)(Unit() * (high - low + 1));

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Whole(0, items.Count - 1)];

    /// <summary>Nearly standard normal: twelve uniforms less six (Irwin and Hall), never beyond ±6.</summary>
    public double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
        {
            sum += Unit();
        }

        return sum;
    }

    /// <summary>Lognormal with median 1. <paramref name="sigma"/>: standard deviation of the logarithm, unitless.</summary>
    public double Spread(double sigma) => Math.Exp(sigma * Normal());
}
