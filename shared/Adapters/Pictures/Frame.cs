using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Observability.Core.Reports;

namespace Observability.Adapters.Pictures;

/// <summary>Axes, labels and bands around drawn shapes, as SVG in the page's colour and font.</summary>
/// <param name="width">Pixels of the whole.</param>
internal sealed partial class Frame(int width, int height)
{
    private const int Left = 56;
    private const int Right = 6;
    private const int Top = 20;
    private const int Bottom = 24;

    public int PlotWidth { get; } = width - Left - Right;

    public int PlotHeight { get; } = height - Top - Bottom;

    /// <param name="shapes">SVG of <see cref="PlotWidth"/> × <see cref="PlotHeight"/>.</param>
    public string Around(BarPicture picture, Axis axis, string shapes)
    {
        StringBuilder svg = new();
        string label = WebUtility.HtmlEncode(picture.Label);
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{label}\" font-size=\"11.5\" fill=\"currentColor\"><title>{label}</title>");
        double slot = (double)PlotWidth / Math.Max(1, picture.Ticks.Count);
        double Y(double value) => Top + PlotHeight - (value / axis.Top * PlotHeight);
        foreach (double tick in axis.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{width - Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\" stroke=\"currentColor\" stroke-opacity=\"{(tick == 0 ? 0.45 : 0.13)}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\" fill-opacity=\".68\">{axis.Label(tick)}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Top - 9}\" text-anchor=\"end\" fill-opacity=\".68\">{WebUtility.HtmlEncode(picture.Unit)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{Left}\" y=\"{Top}\" width=\"{PlotWidth}\" height=\"{PlotHeight}\" viewBox=\"0 0 {PlotWidth} {PlotHeight}\">{Inside(shapes, picture.Id)}</svg>");
        for (int i = 0; i < picture.Ticks.Count; i++)
        {
            double x = Left + (slot * i);
            Bar(svg, picture, i, x, slot, Y);
        }

        return svg.Append("</svg>").ToString();
    }

    private void Bar(StringBuilder svg, BarPicture picture, int i, double x, double slot, Func<double, double> y)
    {
        if (picture.Ticks[i].Length > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + (slot / 2):0.#}\" y=\"{height - 7}\" text-anchor=\"middle\" fill-opacity=\".68\">{WebUtility.HtmlEncode(picture.Ticks[i])}</text>");
        }

        if (i < picture.Unknown.Count && picture.Unknown[i])
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x + (slot * 0.13):0.#}\" y=\"{Top + PlotHeight - 14}\" width=\"{slot * 0.74:0.#}\" height=\"13\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".5\" stroke-dasharray=\"2 3\"><title>nothing known</title></rect>");
        }

        if (i < picture.Band.Count && picture.Band[i] is { } band)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x + 1:0.#}\" y=\"{y(band.High):0.#}\" width=\"{slot - 2:0.#}\" height=\"{Math.Max(1.5, y(band.Low) - y(band.High)):0.#}\" fill-opacity=\".13\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x + 1:0.#} {y(band.High):0.#}h{slot - 2:0.#}M{x + 1:0.#} {y(band.Low):0.#}h{slot - 2:0.#}\" stroke=\"currentColor\" stroke-width=\"1.5\" stroke-opacity=\".75\" fill=\"none\"/>");
        }
    }

    // What was drawn without its own outer element, and with ids that no other picture of the page has.
    private static string Inside(string shapes, string id)
    {
        int from = shapes.IndexOf('>', shapes.IndexOf("<svg", StringComparison.Ordinal)) + 1;
        int to = shapes.LastIndexOf("</svg>", StringComparison.Ordinal);
        string inside = to < from ? "" : shapes[from..to]; // nothing drawn: the element closes itself
        return Ids().Replace(Space().Replace(inside, "><"), m => $"{m.Groups[1].Value}{id}{m.Groups[2].Value}");
    }

    [GeneratedRegex("(id=\"|url\\(#)(cl_[0-9a-f]+)")]
    private static partial Regex Ids();

    [GeneratedRegex(@">\s+<")]
    private static partial Regex Space();
}
