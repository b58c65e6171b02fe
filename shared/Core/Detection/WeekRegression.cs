namespace Observability.Core.Detection;

/// <summary>What the last days say of the next one, in the scale judged in.</summary>
/// <param name="Expected">Mean.</param>
/// <param name="Spread">Standard deviation of the next value round it, the doubt about the mean included.</param>
/// <param name="Freedom">Degrees of freedom of that spread.</param>
internal readonly record struct DayForecast(double Expected, double Spread, double Freedom);

/// <summary>Level, trend, weekend, day of week and ends of the month of a daily or slower series, from its last values.</summary>
/// <remarks>
/// y = level + trend·age + weekend + day + month end + noise, by weighted least squares with a ridge a coefficient: λ_j = s²/τ_j², τ being how large such an effect
/// usually is (partial pooling: a few weeks say little about a Tuesday, more about weekends). Weights: 0.98^age times (ν+1)/(ν + (r/s)²), ν = 4, iterated six times, so
/// that an outlier pulls nothing. s² carries a prior of two values with spread 0.1, so that a series without noise is not judged by none.
/// Next value: spread² = s²·(1 + x'A⁻¹x). Source: Lange, Little, Taylor, <i>Robust Statistical Modeling Using the t Distribution</i>, 1989; West, Harrison,
/// <i>Bayesian Forecasting and Dynamic Models</i>, 1997, for discounting.
/// </remarks>
internal static class WeekRegression
{
    private const int Terms = 12;
    private const int Rounds = 6;
    private const double Discount = 0.98;
    private const double Robust = 4;

    /// <summary>Variance of the residuals of clean noise under these weights is larger than their weighted mean square by this.</summary>
    private const double Consistent = 1.23;

    private const double PriorValues = 2;
    private const double PriorSpread = 0.1;
    private const double LeastSpread = 0.02;
    private const double MostFreedom = 20;

    private static readonly double[] Usual = [1e3, 0.04, 0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.4, 0.4];

    /// <param name="hour">Of the value to forecast, since year 1.</param>
    public static DayForecast Next(ref readonly ShortMemory m, in ValueScale scale, int hour, double stepHours)
    {
        int n = m.Count;
        Span<double> y = stackalloc double[ShortMemory.Kept];
        Span<double> left = stackalloc double[ShortMemory.Kept];
        Span<double> x = stackalloc double[ShortMemory.Kept * Terms];
        Span<double> discounts = stackalloc double[ShortMemory.Kept];
        for (int i = 0; i < n; i++)
        {
            y[i] = scale.Into(m.Raw[i]);
            Describe(x.Slice(i * Terms, Terms), m.Hour[i], hour, stepHours);
            discounts[i] = Math.Pow(Discount, 10 * x[i * Terms + 1]);
        }

        double s2 = Start(y[..n]), used = 0;
        Span<double> a = stackalloc double[Terms * Terms];
        Span<double> b = stackalloc double[Terms];
        left[..n].Clear();
        for (int round = 0; round < Rounds; round++)
        {
            a.Clear();
            b.Clear();
            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<double> row = x.Slice(i * Terms, Terms);
                double w = discounts[i] * (round == 0 ? 1 : (Robust + 1) / (Robust + left[i] * left[i] / s2));
                for (int j = 0; j < Terms; j++)
                {
                    double wx = w * row[j];
                    b[j] += wx * y[i];
                    for (int k = 0; k <= j && wx != 0; k++)
                    {
                        a[j * Terms + k] += wx * row[k];
                    }
                }
            }

            for (int j = 0; j < Terms; j++)
            {
                a[j * Terms + j] += s2 / (Usual[j] * Usual[j]);
            }

            Cholesky.Factor(a, Terms);
            Cholesky.Solve(a, Terms, b);
            double sum = PriorValues * PriorSpread * PriorSpread;
            used = 0;
            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<double> row = x.Slice(i * Terms, Terms);
                left[i] = y[i] - Dot(row, b);
                double square = left[i] * left[i];
                double far = square / (36 * s2); // beyond six spreads a value says nothing of the spread
                sum += discounts[i] * Consistent * square * (Robust + 1) / (Robust + square / s2) / (1 + far * far);
                used += discounts[i];
            }

            s2 = Math.Max(sum / (PriorValues + Math.Max(used - Spent(a, s2), 0.3 * used)), LeastSpread * LeastSpread);
        }

        Span<double> next = stackalloc double[Terms];
        Describe(next, hour, hour, stepHours);
        double expected = Dot(next, b);
        Cholesky.Forward(a, Terms, next);
        return new(expected, Math.Sqrt(s2 * (1 + Dot(next, next))), Math.Clamp(PriorValues + used - Spent(a, s2), 2, MostFreedom));
    }

    /// <summary>Terms that the data fixed rather than the ridge: Σ (1 − λ_j·(A⁻¹)_jj).</summary>
    private static double Spent(ReadOnlySpan<double> factor, double s2)
    {
        double spent = 0;
        Span<double> unit = stackalloc double[Terms];
        for (int j = 0; j < Terms; j++)
        {
            unit.Clear();
            unit[j] = 1;
            Cholesky.Forward(factor, Terms, unit, j);
            spent += 1 - Dot(unit, unit) * s2 / (Usual[j] * Usual[j]);
        }

        return spent;
    }

    /// <summary>From the median step between neighbours: a first idea of s² that no outlier moves.</summary>
    private static double Start(ReadOnlySpan<double> y)
    {
        Span<double> steps = stackalloc double[ShortMemory.Kept];
        for (int i = 1; i < y.Length; i++)
        {
            steps[i - 1] = Math.Abs(y[i] - y[i - 1]);
        }

        Span<double> known = steps[..Math.Max(y.Length - 1, 1)];
        known.Sort();
        double spread = known[known.Length / 2] / (0.6745 * Math.Sqrt(2));
        return Math.Max(spread * spread, LeastSpread * LeastSpread);
    }

    private static void Describe(Span<double> x, int hour, int now, double stepHours)
    {
        DateTime day = DateTime.MinValue.AddHours(hour);
        x.Clear();
        x[0] = 1;
        x[1] = (now - hour) / stepHours / 10;
        x[2] = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0;
        x[3 + (int)day.DayOfWeek] = 1;
        x[10] = day.Day == DateTime.DaysInMonth(day.Year, day.Month) ? 1 : 0;
        x[11] = day.Day == 1 ? 1 : 0;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
