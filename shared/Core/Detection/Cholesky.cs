namespace Observability.Core.Detection;

/// <summary>Small symmetric positive-definite systems, A = L·L', row-major, only the lower half read.</summary>
internal static class Cholesky
{
    /// <summary>A becomes L.</summary>
    public static void Factor(Span<double> a, int n)
    {
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k <= j; k++)
            {
                double sum = a[j * n + k];
                for (int i = 0; i < k; i++)
                {
                    sum -= a[j * n + i] * a[k * n + i];
                }

                a[j * n + k] = j == k ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / a[k * n + k];
            }
        }
    }

    /// <summary>b becomes L⁻¹b.</summary>
    /// <param name="first">Place of the first of b that is not 0, if known.</param>
    public static void Forward(ReadOnlySpan<double> l, int n, Span<double> b, int first = 0)
    {
        for (int j = first; j < n; j++)
        {
            double sum = b[j];
            for (int i = first; i < j; i++)
            {
                sum -= l[j * n + i] * b[i];
            }

            b[j] = sum / l[j * n + j];
        }
    }

    /// <summary>b becomes A⁻¹b.</summary>
    public static void Solve(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        Forward(l, n, b);
        for (int j = n - 1; j >= 0; j--)
        {
            double sum = b[j];
            for (int i = j + 1; i < n; i++)
            {
                sum -= l[i * n + j] * b[i];
            }

            b[j] = sum / l[j * n + j];
        }
    }
}
