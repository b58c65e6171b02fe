using System.Globalization;
using Microsoft.AspNetCore.Components;
using Observability.Core.Slos;
using Observability.Web.Layout;

namespace Observability.Web.Pictures;

/// <summary>The days of an objective as bars of what did not go well, against what is allowed: the line.</summary>
internal static class DaysPicture
{
    private const double Height = 110;
    private const double Bottom = 20;

    public static MarkupString Draw(SloStanding slo)
    {
        if (slo.Total == 0)
        {
            return new("");
        }

        double allowed = 100 - (double)slo.Objective;
        double inner = Height - Chart.Top - Bottom;
        Axis axis = Axis.Of(0, Math.Max(allowed * 1.5, slo.Days.Where(d => d.Total > 0).Max(Bad)));
        SvgWriter svg = new();
        svg.Open("svg", ("class", "picture"), ("width", "100%"), ("height", Height), ("role", "img"), ("aria-label", Describe(slo)));
        svg.Text("title", "What did not go well, percent, day by day");
        Chart.Grid(svg, axis, inner);
        double slot = 1.0 / slo.WindowDays;
        foreach (SloDay day in slo.Days.Where(d => d.Total > 0))
        {
            double bad = Bad(day);
            double top = axis.Down(bad) * inner;
            int at = slo.WindowDays - (slo.Until.DayNumber - day.Day.DayNumber);
            svg.Open("rect", ("class", bad > allowed ? "over" : "under"), ("x", SvgWriter.Percent(at * slot + slot * 0.14)), ("width", SvgWriter.Percent(slot * 0.72)), ("y", Chart.Top + Math.Min(top, inner - 1)), ("height", Math.Max(1, inner - top)));
            svg.Text("title", $"{day.Day:yyyy-MM-dd}: {Number(bad)} % did not go well").Close("rect");
        }

        double line = Chart.Top + axis.Down(allowed) * inner;
        svg.Empty("line", ("class", "allowed"), ("x1", "0"), ("x2", "100%"), ("y1", line), ("y2", line));
        svg.Text("text", Shown.Day(slo.Until.AddDays(-slo.WindowDays)), ("class", "tick"), ("x", "0"), ("y", Height - 4));
        svg.Text("text", Shown.Day(slo.Until.AddDays(-1)), ("class", "tick end"), ("x", "100%"), ("y", Height - 4));
        return Chart.With(axis, new Unit(1, "%"), inner, Height, svg.Close("svg").Done());
    }

    private static double Bad(SloDay day) => 100 * (1 - day.Good / day.Total);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Describe(SloStanding slo)
    {
        SloDay worst = slo.Days.Where(d => d.Total > 0).MaxBy(Bad)!;
        return $"{slo.Name} over {slo.WindowDays} days: worst {worst.Day:yyyy-MM-dd} with {Number(Bad(worst))} % that did not go well; {Number(100 - (double)slo.Objective)} % is allowed.";
    }
}
