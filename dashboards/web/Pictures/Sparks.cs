using Microsoft.AspNetCore.Components;
using Observability.Web.Layout;

namespace Observability.Web.Pictures;

/// <summary>Pictures the size of a word.</summary>
internal static class Sparks
{
    private const double Height = 18;

    /// <summary>How the newest runs ended, oldest first: a short bar went well, a tall one failed.</summary>
    public static MarkupString Outcomes(IReadOnlyList<bool> failed)
    {
        if (failed.Count == 0)
        {
            return new("<span class=\"quiet\">–</span>");
        }

        int bad = failed.Count(f => f);
        SvgWriter svg = new();
        svg.Open("svg", ("class", "spark"), ("width", failed.Count * 6.0), ("height", Height), ("role", "img"), ("aria-label", $"{bad} of the last {Shown.Count(failed.Count, "run")} failed"));
        svg.Text("title", $"{bad} of the last {Shown.Count(failed.Count, "run")} failed, newest at the right");
        for (int i = 0; i < failed.Count; i++)
        {
            double high = failed[i] ? Height : 6;
            svg.Empty("rect", ("class", failed[i] ? "bad" : "well"), ("x", i * 6.0), ("width", 4.0), ("y", Height - high), ("height", high), ("rx", 1.0));
        }

        return svg.Close("svg").Done();
    }

    /// <summary>Newest values, oldest first.</summary>
    public static MarkupString Line(IReadOnlyList<double> values, string name)
    {
        if (values.Count < 2)
        {
            return new("<span class=\"quiet\">–</span>");
        }

        const double wide = 100;
        (double least, double greatest) = (Math.Min(0, values.Min()), values.Max());
        string path = string.Concat(values.Select((v, i) =>
            $"{(i == 0 ? 'M' : 'L')}{SvgWriter.Number(1 + i * (wide - 2) / (values.Count - 1))} {SvgWriter.Number(1 + (1 - (greatest > least ? (v - least) / (greatest - least) : 0.5)) * (Height - 2))}"));
        SvgWriter svg = new();
        svg.Open("svg", ("class", "spark long"), ("viewBox", $"0 0 {SvgWriter.Number(wide)} {SvgWriter.Number(Height)}"), ("preserveAspectRatio", "none"), ("height", Height), ("role", "img"), ("aria-label", $"{name}: the newest {values.Count} values"));
        svg.Text("title", $"{name}: the newest {values.Count} values");
        return svg.Empty("path", ("d", path)).Close("svg").Done();
    }
}
