using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Observability.Core.Detection;

/// <summary>How often a statistic was at least this large in the past of its own series, in 192 bytes.</summary>
/// <remarks>
/// p(z) = (n₀·T(z) + Σᵢ wᵢ·min(1, (zᵢ/z)⁴)) / (n₀ + n), z ≥ 0 in two bins an octave from 2⁻⁵ to 2¹⁹: each observation reaches beyond itself with a Pareto
/// tail of index 4 (where a finite kurtosis begins), so a new record is unusual only by its margin and by the length of the history.
/// T(z) = ½·(1 + z²/4)⁻² is the same tail before anything was seen. Bins hold the sum itself, so a query is one look-up. Past
/// <see cref="Memory"/> observations weights are halved. Shape: unitless z in, probability out. Source: kernel-smoothed empirical survival with a
/// power-law kernel; Clauset, Shalizi, Newman, <i>Power-law distributions in empirical data</i>, 2009, for the tail.
/// </remarks>
[InlineArray(Bins)]
internal struct TailSketch
{
    public const int Bins = 48;

    /// <summary>Observations after which old ones fade: about two weeks of minute data.</summary>
    public const float Memory = 20_000;

    /// <summary>Bins beyond an observation after which its kernel is lost in single precision.</summary>
    private const int Reach = 20;

    private const int Lowest = -5 * 2;

    /// <summary>By bin of an observation, what it adds to each bin: to all of them, since zeros cost less than a loop whose length nobody can foresee.</summary>
    private static readonly float[] Kernels = MakeKernels();

    private float _mass;

    /// <summary>Tail probability of <paramref name="z"/>; the sum of weights so far is the mass of the lowest bin.</summary>
    /// <param name="prior">Weight of the prior tail T, in observations.</param>
    public readonly double Tail(double z, double prior) => TailAt(Place(z), prior, Before(Vector256.Create(z))[0]);

    /// <param name="place">See <see cref="Above"/>.</param>
    /// <param name="prior">Weight of the prior tail, in observations.</param>
    /// <param name="priorTail">Tail probability before anything was seen.</param>
    public readonly double TailAt(double place, double prior, double priorTail) => (prior * priorTail + Above(place)) / (prior + Weight);

    /// <summary>Tail probabilities of statistics that have a sketch each: <see cref="TailAt"/>, four at a time.</summary>
    /// <param name="statistics">Of either sign; as many as a multiple of four, as are the others.</param>
    /// <param name="above">Weight of the observations beyond each (<see cref="Above"/>); infinite where nothing can be said, which gives no rare tail.</param>
    /// <param name="weights">Weight of each sketch.</param>
    public static void Tails(ReadOnlySpan<double> statistics, ReadOnlySpan<double> above, ReadOnlySpan<double> weights, double prior, Span<double> tails)
    {
        for (int i = 0; i < statistics.Length; i += 4)
        {
            ((prior * Before(Four(statistics, i)) + Four(above, i)) / (Vector256.Create(prior) + Four(weights, i))).CopyTo(tails[i..]);
        }
    }

    /// <summary>Weight of the observations beyond a place.</summary>
    /// <param name="place">Where z lies between bins, 0..<see cref="Bins"/> − 1: see <see cref="Place(double)"/>.</param>
    public readonly double Above(double place)
    {
        int bin = (int)place;
        ReadOnlySpan<float> mass = this;
        return bin >= Bins - 1 ? mass[Bins - 1] : mass[bin] + (place - bin) * (mass[bin + 1] - mass[bin]);
    }

    /// <summary>Observations so far, faded.</summary>
    public readonly float Weight => this[0];

    /// <summary>Adds an observation below all bins, such as one on the other side.</summary>
    public void AddNothing(float weight)
    {
        this[0] += weight;
        Forget();
    }

    public void Add(double z, float weight) => AddAt(Place(z), weight);

    /// <param name="place">0..<see cref="Bins"/> − 1.</param>
    public void AddAt(double place, float weight)
    {
        int bin = (int)(place + 0.5);
        ReadOnlySpan<Vector512<float>> kernel = MemoryMarshal.Cast<float, Vector512<float>>(Kernels.AsSpan(bin * Bins, Bins));
        Span<Vector512<float>> mass = MemoryMarshal.Cast<float, Vector512<float>>((Span<float>)this);
        for (int i = 0; i < mass.Length; i++)
        {
            mass[i] += weight * kernel[i];
        }

        Forget();
    }

    private void Forget()
    {
        if (this[0] > Memory)
        {
            foreach (ref float m in (Span<float>)this)
            {
                m *= 0.5f;
            }
        }
    }

    /// <summary>Bin of z, with the share of the way to the next one.</summary>
    public static double Place(double z) => Place(Vector256.Create(z))[0];

    /// <summary>Places of statistics of either sign, as many as a multiple of four.</summary>
    public static void Places(ReadOnlySpan<double> statistics, Span<double> places)
    {
        for (int i = 0; i < statistics.Length; i += 4)
        {
            Place(Vector256.Abs(Four(statistics, i))).CopyTo(places[i..]);
        }
    }

    private static Vector256<double> Place(Vector256<double> z)
    {
        Vector256<double> lowest = Vector256.Create(1.0 / 32);
        Vector256<double> place = 2 * Logarithm.Base2(Vector256.MaxNative(z, lowest)) - Vector256.Create((double)Lowest);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(z, lowest), Vector256.MinNative(place, Vector256.Create(Bins - 1.0)), Vector256<double>.Zero);
    }

    /// <summary>Tail probability before anything was seen.</summary>
    private static Vector256<double> Before(Vector256<double> z)
    {
        Vector256<double> quarter = Vector256<double>.One + z * z / 4;
        return Vector256.Create(0.5) / (quarter * quarter);
    }

    /// <summary>Read one by one: they were just written so, and the processor hands such numbers on fastest to reads of the same width.</summary>
    private static Vector256<double> Four(ReadOnlySpan<double> x, int i) => Vector256.Create(x[i], x[i + 1], x[i + 2], x[i + 3]);

    private static float[] MakeKernels()
    {
        float[] kernels = new float[Bins * Bins];
        for (int bin = 0; bin < Bins; bin++)
        {
            int reached = Math.Min((bin + Reach) / 8 * 8, Bins); // whole eights
            for (int i = 0; i < reached; i++)
            {
                kernels[bin * Bins + i] = i <= bin ? 1 : MathF.Pow(4, bin - i);
            }
        }

        return kernels;
    }
}
