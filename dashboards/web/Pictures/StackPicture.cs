using Microsoft.AspNetCore.Components;
using Observability.Core.Primitives;
using Observability.Web.Layout;

namespace Observability.Web.Pictures;

/// <summary>One bar of a stack.</summary>
/// <param name="Parts">Amount by part, in the order of the legend.</param>
/// <param name="Complete">false: more will come, the bar is hatched.</param>
/// <param name="Restated">Whether an earlier statement said otherwise: a mark below.</param>
/// <param name="Said">Added to the description of the bar.</param>
public sealed record Stack(DateOnly Day, IReadOnlyList<decimal> Parts, bool Complete, bool Restated, string Said = "");

/// <summary>Stacked bars, one a day. Parts are told apart by place and legend as well as by colour.</summary>
internal static class StackPicture
{
    /// <summary>Colours there are; the last stands for the rest.</summary>
    public const int MostParts = 7;

    private const double Top = Chart.Top;
    private const double Bottom = 34;

    public static MarkupString Draw(string name, string currency, IReadOnlyList<string> parts, IReadOnlyList<Stack> days, double height = 260)
    {
        if (days.Count == 0)
        {
            return new("");
        }

        double inner = height - Top - Bottom;
        double most = Math.Max((double)days.Max(d => d.Parts.Where(p => p > 0).Sum()), 0.01);
        Unit scale = Unit.Of(currency, most);
        Axis axis = Axis.Of(0, most / scale.Size);
        SvgWriter svg = new();
        svg.Open("svg", ("class", "picture"), ("width", "100%"), ("height", height), ("role", "img"), ("aria-label", Describe(name, currency, days)));
        svg.Text("title", name);
        Chart.Grid(svg, axis, inner);
        double slot = 1.0 / days.Count;
        for (int i = 0; i < days.Count; i++)
        {
            Bar(svg, days[i], parts, currency, v => axis.Down((double)v / scale.Size), i * slot, slot, inner);
        }

        svg.Text("text", Shown.Day(days[0].Day), ("class", "tick"), ("x", "0"), ("y", height - 4));
        svg.Text("text", Shown.Day(days[^1].Day), ("class", "tick end"), ("x", "100%"), ("y", height - 4));
        return Chart.With(axis, scale, inner, height, svg.Close("svg").Done());
    }

    private static void Bar(SvgWriter svg, Stack day, IReadOnlyList<string> parts, string currency, Func<decimal, double> down, double at, double slot, double inner)
    {
        decimal below = 0;
        svg.Open("g", ("class", day.Complete ? "bar" : "bar open"));
        for (int p = 0; p < day.Parts.Count; p++)
        {
            decimal amount = day.Parts[p];
            if (amount <= 0)
            {
                continue;
            }

            double top = down(below + amount) * inner;
            double height = down(below) * inner - top;
            below += amount;
            svg.Open("rect", ("class", $"c{p + 1}"), ("x", SvgWriter.Percent(at + slot * 0.12)), ("width", SvgWriter.Percent(slot * 0.76)), ("y", Top + top), ("height", Math.Max(0.5, height)));
            svg.Text("title", $"{day.Day:yyyy-MM-dd}, {parts[p]}: {Quantity.Text((double)amount, currency)} of {Quantity.Text((double)day.Parts.Sum(), currency)}{day.Said}").Close("rect");
        }

        if (day.Restated)
        {
            svg.Text("text", "R", ("class", "tick mid"), ("x", SvgWriter.Percent(at + slot / 2)), ("y", Top + inner + 13));
        }

        svg.Close("g");
    }

    private static string Describe(string name, string currency, IReadOnlyList<Stack> days)
    {
        Stack most = days.MaxBy(d => d.Parts.Sum())!;
        Stack last = days[^1];
        return $"{name}: {days.Count} days from {days[0].Day:yyyy-MM-dd} to {last.Day:yyyy-MM-dd}. Last {Quantity.Text((double)last.Parts.Sum(), currency)}"
            + $"{(last.Complete ? "" : ", not complete")}; most {Quantity.Text((double)most.Parts.Sum(), currency)} on {most.Day:yyyy-MM-dd}. {Shown.Count(days.Count(d => d.Restated), "day")} restated.";
    }
}
