namespace Observability.Web.Pictures;

/// <summary>A range of values with round numbers to mark on it.</summary>
/// <param name="Low">Value at the bottom.</param>
/// <param name="High">Value at the top; greater than <paramref name="Low"/>.</param>
internal sealed record Axis(double Low, double High, IReadOnlyList<double> Ticks)
{
    /// <summary>About four round numbers (1, 2, 2.5 or 5 times a power of ten) that enclose the values; from zero on unless all is far from it.</summary>
    /// <remarks>Step after Heckbert, <i>Nice numbers for graph labels</i>, Graphics Gems 1990.</remarks>
    public static Axis Of(double least, double greatest)
    {
        double low = least >= 0 && least < greatest * 0.7 || least == greatest ? Math.Min(0, least) : least;
        double high = greatest > low ? greatest : low + 1;
        double rough = (high - low) / 4;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 };
        double first = Math.Floor(low / step) * step;
        int steps = (int)Math.Ceiling((high - first) / step - 1e-9);
        return new(first, first + steps * step, [.. Enumerable.Range(0, steps + 1).Select(i => first + i * step)]);
    }

    /// <summary>Digits behind the point that tell the marks apart, at most 3.</summary>
    public int Decimals
    {
        get
        {
            double step = Ticks[1] - Ticks[0];
            return Enumerable.Range(0, 3).FirstOrDefault(d => Math.Abs(Math.Round(step, d) - step) < 1e-6 * step, 3);
        }
    }

    /// <summary>0 at the top, 1 at the bottom; not clamped.</summary>
    public double Down(double value) => 1 - (value - Low) / (High - Low);
}
