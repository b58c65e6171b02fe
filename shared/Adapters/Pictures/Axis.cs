using System.Globalization;

namespace Observability.Adapters.Pictures;

/// <summary>An axis from 0 with round numbers on it.</summary>
/// <param name="Top">Value at the upper edge.</param>
internal sealed record Axis(double Step, double Top)
{
    /// <summary>Steps of 1, 2 or 5 times a power of ten, three to six of them.</summary>
    public static Axis For(double greatest)
    {
        double top = greatest > 0 ? greatest : 1;
        double power = Math.Pow(10, Math.Floor(Math.Log10(top / 3)));
        double step = new[] { 1.0, 2, 5, 10 }.Select(f => f * power).First(s => top / s <= 5.0001);
        return new(step, step * Math.Ceiling(top / step * 0.9999));
    }

    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round(Top / Step) + 1).Select(i => i * Step);

    public string Label(double value) => value switch
    {
        >= 1_000_000 => (value / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 10_000 => (value / 1_000).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString(Step >= 1 ? "N0" : "0.####", CultureInfo.InvariantCulture),
    };
}
