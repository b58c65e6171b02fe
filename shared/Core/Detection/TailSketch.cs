using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    private static readonly float[] Kernel = MakeKernel();

    private float _mass;

    /// <summary>Tail probability of <paramref name="z"/>; the sum of weights so far is the mass of the lowest bin.</summary>
    /// <param name="prior">Weight of the prior tail T, in observations.</param>
    public readonly double Tail(double z, double prior) => TailAt(Place(z), prior, Before(z));

    /// <summary>Tail probability before anything was seen.</summary>
    public static double Before(double z)
    {
        double quarter = 1 + z * z / 4;
        return 0.5 / (quarter * quarter);
    }

    /// <param name="place">Where z lies between bins, 0..<see cref="Bins"/> − 1: see <see cref="Place"/>.</param>
    /// <param name="prior">Weight of the prior tail, in observations.</param>
    /// <param name="priorTail">Tail probability before anything was seen.</param>
    public readonly double TailAt(double place, double prior, double priorTail)
    {
        int bin = (int)place;
        ReadOnlySpan<float> mass = this;
        double above = bin >= Bins - 1 ? mass[Bins - 1] : mass[bin] + (place - bin) * (mass[bin + 1] - mass[bin]);
        return (prior * priorTail + above) / (prior + mass[0]);
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
        int reached = Math.Min((bin + Reach) / 8 * 8, Bins);
        Span<float> mass = ((Span<float>)this)[..reached];
        ReadOnlySpan<float> kernel = Kernel.AsSpan(Bins - 1 - bin, reached);
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(mass);
        ReadOnlySpan<Vector<float>> wideKernel = MemoryMarshal.Cast<float, Vector<float>>(kernel);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] += weight * wideKernel[i];
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
    public static double Place(double z) => z <= 0.03125 ? 0 : Math.Min(2 * Logarithm.Base2(z) - Lowest, Bins - 1);

    private static float[] MakeKernel()
    {
        float[] kernel = new float[2 * Bins - 1];
        for (int i = 0; i < kernel.Length; i++)
        {
            kernel[i] = i < Bins ? 1 : MathF.Pow(4, -(i - (Bins - 1)));
        }

        return kernel;
    }
}
