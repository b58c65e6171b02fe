using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Web.Layout;

namespace Observability.Web.Pictures;

/// <summary>A series with the band of what was expected, and the points that were out of it.</summary>
/// <remarks>
/// Lines lie in an inner drawing that is stretched to the width of the page; text and points lie in the outer one, placed by percent, so that they
/// keep their size on any screen without a script.
/// </remarks>
internal static class LinePicture
{
    private const double Wide = 1000;
    private const double Top = Chart.Top;
    private const double Bottom = 24;

    /// <param name="name">What is shown; becomes the name of the picture.</param>
    /// <param name="marked">Time of the point that the page is about; null: none.</param>
    /// <param name="began">When something began that is no point of its own: a line; null: none.</param>
    /// <param name="height">CSS pixels.</param>
    public static MarkupString Draw(string name, string unit, IReadOnlyList<SeriesPoint> points, DateTimeOffset? marked = null, double height = 220, DateTimeOffset? began = null)
    {
        SeriesPoint[] shown = [.. points.OrderBy(p => p.Time)];
        if (shown.Length == 0)
        {
            return new("");
        }

        double inner = height - Top - Bottom;
        (Unit scale, Axis axis) = AxisOf(shown, unit);
        (DateTimeOffset first, DateTimeOffset last) = (shown[0].Time, began > shown[^1].Time ? began.Value : shown[^1].Time);
        double X(DateTimeOffset time) => last > first ? 0.01 + 0.98 * (time - first).TotalSeconds / (last - first).TotalSeconds : 0.5;
        double Y(double value) => Math.Clamp(axis.Down(value / scale.Size), 0, 1) * inner;

        SvgWriter svg = new();
        svg.Open("svg", ("class", "picture"), ("width", "100%"), ("height", height), ("role", "img"), ("aria-label", Describe(name, unit, shown)));
        svg.Text("title", name);
        Chart.Grid(svg, axis, inner);
        svg.Open("svg", ("x", "0"), ("y", Top), ("width", "100%"), ("height", inner), ("viewBox", $"0 0 {Wide} {SvgWriter.Number(inner)}"), ("preserveAspectRatio", "none"));
        if (Band(shown, X, Y) is { Length: > 0 } band)
        {
            svg.Empty("path", ("class", "band"), ("d", band));
        }

        svg.Empty("path", ("class", "expected"), ("d", Path(shown.Where(p => p.Judgement?.Expected is not null).Select(p => (X(p.Time), Y(p.Judgement!.Value.Expected!.Value))))));
        svg.Empty("path", ("class", "line"), ("d", Path(shown.Select(p => (X(p.Time), Y(p.Value))))));
        svg.Close("svg");
        Points(svg, shown, unit, marked, X, v => Top + Y(v));
        if (began is { } time)
        {
            string x = SvgWriter.Percent(X(time));
            svg.Open("line", ("class", "began"), ("x1", x), ("x2", x), ("y1", Top), ("y2", Top + inner)).Text("title", "Began " + Shown.Time(time)).Close("line");
        }

        foreach ((int i, (DateTimeOffset at, string label)) in TimeAxis.Of(first, last).Index())
        {
            string x = SvgWriter.Percent(X(at));
            svg.Empty("line", ("class", "rule"), ("x1", x), ("x2", x), ("y1", Top), ("y2", Top + inner));
            svg.Text("text", label, ("class", i % 3 == 1 ? "tick mid" : "tick mid spare"), ("x", x), ("y", height - 6));
        }

        svg.Text("text", Label(first, last - first), ("class", "tick"), ("x", "0"), ("y", height - 6));
        svg.Text("text", Label(last, last - first), ("class", "tick end"), ("x", "100%"), ("y", height - 6));
        return Chart.With(axis, scale, inner, height, svg.Close("svg").Done());
    }

    /// <summary>The picture in words.</summary>
    public static string Describe(string name, string unit, IReadOnlyList<SeriesPoint> points)
    {
        SeriesPoint last = points[^1];
        int odd = points.Count(p => p.Judgement is { Anomalous: true });
        string band = last.Judgement is { Expected: { } expected } judged
            ? $"; expected {Quantity.Text(expected, unit)}" + (judged is { Lower: { } lower, Upper: { } upper } ? $", between {Quantity.Text(Math.Max(0, lower), unit)} and {Quantity.Text(upper, unit)}" : "")
            : "";
        return $"{name}: {points.Count} values from {Shown.Time(points[0].Time)} to {Shown.Time(last.Time)}. Newest {Quantity.Text(last.Value, unit)}{band}. {Shown.Count(odd, "unusual value")}.";
    }

    // Wide bands are cut: what was measured is to be seen.
    private static (Unit Unit, Axis Axis) AxisOf(SeriesPoint[] shown, string unit)
    {
        (double least, double greatest) = (shown.Min(p => p.Value), shown.Max(p => p.Value));
        double room = Math.Max(greatest - Math.Min(0, least), Math.Abs(greatest) * 0.1) * 0.3;
        double[] band = [.. shown.SelectMany(p => new[] { p.Judgement?.Lower, p.Judgement?.Upper }).OfType<double>().Where(double.IsFinite)];
        double low = band.Length == 0 ? least : Math.Clamp(band.Min(), Math.Min(least, Math.Max(least - room, least >= 0 ? 0 : double.MinValue)), least);
        double high = band.Length == 0 ? greatest : Math.Clamp(band.Max(), greatest, greatest + room);
        Unit scale = Unit.Of(unit, Math.Max(high, Math.Abs(low)));
        return (scale, Axis.Of(low / scale.Size, high / scale.Size));
    }

    private static void Points(SvgWriter svg, SeriesPoint[] shown, string unit, DateTimeOffset? marked, Func<DateTimeOffset, double> x, Func<double, double> y)
    {
        bool few = shown.Length <= 90;
        foreach (SeriesPoint point in shown)
        {
            bool odd = point.Judgement is { Anomalous: true };
            bool here = point.Time == marked;
            if (!few && !odd && !here)
            {
                continue;
            }

            string expected = point.Judgement?.Expected is { } value ? $", expected {Quantity.Text(value, unit)}" : "";
            string more = (odd ? ", unusual" : "") + (point.Restated ? ", restated" : "") + (point.Late ? ", came late" : "");
            if (here)
            {
                svg.Empty("circle", ("class", "ring"), ("cx", SvgWriter.Percent(x(point.Time))), ("cy", y(point.Value)), ("r", 9.0));
            }

            svg.Open("circle", ("class", odd ? "odd" : "dot"), ("cx", SvgWriter.Percent(x(point.Time))), ("cy", y(point.Value)), ("r", odd || here ? 4.5 : 2.2));
            svg.Text("title", $"{Shown.Time(point.Time)}: {Quantity.Text(point.Value, unit)}{expected}{more}").Close("circle");
        }
    }

    private static string Band(SeriesPoint[] shown, Func<DateTimeOffset, double> x, Func<double, double> y)
    {
        SeriesPoint[] banded = [.. shown.Where(p => p.Judgement is { Lower: not null, Upper: not null })];
        return banded.Length < 2
            ? ""
            : Path(banded.Select(p => (x(p.Time), y(p.Judgement!.Value.Upper!.Value)))
                .Concat(banded.Reverse().Select(p => (x(p.Time), y(p.Judgement!.Value.Lower!.Value))))) + "Z";
    }

    private static string Path(IEnumerable<(double X, double Y)> points)
    {
        StringBuilder path = new();
        foreach ((double x, double y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(SvgWriter.Number(x * Wide)).Append(' ').Append(SvgWriter.Number(y));
        }

        return path.ToString();
    }

    private static string Label(DateTimeOffset time, TimeSpan span) =>
        time.UtcDateTime.ToString(span < TimeSpan.FromDays(3) ? "d MMM HH:mm" : "d MMM yyyy", CultureInfo.InvariantCulture);
}
