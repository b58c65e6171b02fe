using Microsoft.AspNetCore.Components;

namespace Observability.Web.Pictures;

/// <summary>What all pictures with an axis share: labels in a column of their own at the left, the drawing beside it as wide as the page allows.</summary>
internal static class Chart
{
    public const double Top = 8;

    private const double LabelWidth = 58;

    /// <param name="axis">In <paramref name="unit"/>.</param>
    /// <param name="inner">Height of the area between the lowest and the highest mark, in CSS pixels.</param>
    /// <param name="drawing">The picture itself, beginning and ending with its <c>svg</c> element.</param>
    public static MarkupString With(Axis axis, Unit unit, double inner, double height, MarkupString drawing)
    {
        SvgWriter svg = new();
        svg.Open("div", ("class", "chart")).Open("svg", ("class", "ys"), ("width", LabelWidth), ("height", height), ("aria-hidden", "true"));
        foreach (double tick in axis.Ticks)
        {
            svg.Text("text", unit.Label(tick, axis.Decimals), ("class", "tick end"), ("x", LabelWidth - 8), ("y", Top + axis.Down(tick) * inner + 4));
        }

        return new(svg.Close("svg").Done().Value + drawing.Value + "</div>");
    }

    public static void Grid(SvgWriter svg, Axis axis, double inner)
    {
        foreach (double tick in axis.Ticks)
        {
            double y = Top + axis.Down(tick) * inner;
            svg.Empty("line", ("class", "rule"), ("x1", "0"), ("x2", "100%"), ("y1", y), ("y2", y));
        }
    }
}
