using System.Numerics;

namespace Observability.Benchmarks.Peers;

/// <summary>Fast Fourier transform in place, lengths that are powers of two.</summary>
/// <remarks>Source: Cooley, Tukey, <i>An Algorithm for the Machine Calculation of Complex Fourier Series</i>, 1965.</remarks>
internal static class Fourier
{
    public static void Transform(Complex[] x, bool inverse)
    {
        for (int i = 1, j = 0; i < x.Length; i++)
        {
            int bit = x.Length >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (x[i], x[j]) = (x[j], x[i]);
            }
        }

        for (int length = 2; length <= x.Length; length <<= 1)
        {
            Complex root = Complex.FromPolarCoordinates(1, (inverse ? 1 : -1) * Math.Tau / length);
            for (int start = 0; start < x.Length; start += length)
            {
                Complex turn = Complex.One;
                for (int k = start; k < start + (length / 2); k++)
                {
                    Complex odd = x[k + (length / 2)] * turn;
                    (x[k], x[k + (length / 2)]) = (x[k] + odd, x[k] - odd);
                    turn *= root;
                }
            }
        }

        for (int i = 0; inverse && i < x.Length; i++)
        {
            x[i] /= x.Length;
        }
    }
}
