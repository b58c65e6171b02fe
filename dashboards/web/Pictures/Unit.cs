using System.Globalization;

namespace Observability.Web.Pictures;

/// <summary>The unit in which the labels of one axis are written, so that its marks are round: minutes rather than 500 seconds.</summary>
/// <param name="Size">How much of the measure's unit one of these is.</param>
/// <param name="Name">Written after the number; may be empty.</param>
internal sealed record Unit(double Size, string Name)
{
    /// <param name="measure">Unit of the measure: <c>s</c>, <c>B</c>, a currency, another word, or empty.</param>
    /// <param name="greatest">Greatest value on the axis.</param>
    public static Unit Of(string measure, double greatest) => measure switch
    {
        "s" => greatest switch { >= 3 * 86400 => new(86400, "d"), >= 3 * 3600 => new(3600, "h"), >= 180 => new(60, "min"), _ => new(1, "s") },
        "B" => greatest switch { >= 1L << 30 => new(1L << 30, "GiB"), >= 1 << 20 => new(1 << 20, "MiB"), >= 1 << 10 => new(1 << 10, "KiB"), _ => new(1, "B") },
        _ => greatest switch { >= 1e9 => new(1e9, "G"), >= 1e6 => new(1e6, "M"), >= 1e4 => new(1e3, "k"), _ => new(1, "") },
    };

    /// <param name="decimals">The same for all marks of an axis, so that they line up.</param>
    public string Label(double value, int decimals) => (value.ToString($"N{decimals}", CultureInfo.InvariantCulture) + " " + Name).TrimEnd();
}
