using System.Globalization;

namespace Observability.Core.Primitives;

/// <summary>A number with its unit as a person reads it.</summary>
public static class Quantity
{
    private static readonly string[] Binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary><c>95 s</c> → <c>1 min 35 s</c>; <c>1536 B</c> → <c>1.5 KiB</c>; money with two decimals; other numbers with thousands separators.</summary>
    /// <param name="unit"><c>s</c>, <c>B</c>, a currency of three capitals, any other word, or empty.</param>
    public static string Text(double value, string unit) => unit switch
    {
        "s" => Duration(TimeSpan.FromSeconds(Math.Clamp(value, -1e9, 1e9))),
        "B" => Bytes(value),
        { Length: 3 } when unit.All(char.IsAsciiLetterUpper) => value.ToString("N2", CultureInfo.InvariantCulture) + " " + unit,
        "" => Number(value),
        _ => Number(value) + " " + unit,
    };

    /// <summary>The two largest units that are not zero.</summary>
    public static string Duration(TimeSpan span)
    {
        TimeSpan size = span.Duration();
        string text = size switch
        {
            { TotalDays: >= 1 } => $"{(int)size.TotalDays} d {size.Hours} h",
            { TotalHours: >= 1 } => $"{size.Hours} h {size.Minutes} min",
            { TotalMinutes: >= 1 } => $"{size.Minutes} min {size.Seconds} s",
            { TotalSeconds: >= 1 } => $"{size.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s",
            _ => $"{size.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms",
        };
        return span < TimeSpan.Zero ? "-" + text : text;
    }

    private static string Bytes(double value)
    {
        int step = value == 0 ? 0 : Math.Clamp((int)Math.Log(Math.Abs(value), 1024), 0, Binary.Length - 1);
        return (value / Math.Pow(1024, step)).ToString(step == 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + " " + Binary[step];
    }

    private static string Number(double value) =>
        Math.Abs(value) >= 1000 ? value.ToString("N0", CultureInfo.InvariantCulture) : value.ToString("0.###", CultureInfo.InvariantCulture);
}
