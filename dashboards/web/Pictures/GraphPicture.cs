using Microsoft.AspNetCore.Components;
using Observability.Core.Incidents;
using Observability.Core.Lineage;
using Observability.Core.Primitives;
using Observability.Web.Layout;

namespace Observability.Web.Pictures;

/// <summary>Lineage as boxes and lines, data flowing from left to right. Every box leads to the picture around itself.</summary>
internal static class GraphPicture
{
    private const double BoxWidth = 178;
    private const double BoxHeight = 38;
    private const double Across = 226;
    private const double Down = 50;
    private const double Edge = 10;
    private const int Longest = 22;

    /// <param name="to">Address of the picture around a subject.</param>
    public static MarkupString Draw(LineageGraph graph, IReadOnlyDictionary<Subject, IncidentSummary> wrong, Func<Subject, string> to)
    {
        IReadOnlyList<Placed> placed = GraphLayout.Of(graph);
        Dictionary<Subject, (double X, double Y)> places = placed.ToDictionary(p => p.Node.Subject, p => (Edge + p.Column * Across, Edge + p.Row * Down));
        (double width, double height) = (places.Values.Max(p => p.X) + BoxWidth + Edge, places.Values.Max(p => p.Y) + BoxHeight + Edge);
        SvgWriter svg = new();
        svg.Open("svg", ("class", "graph"), ("width", width), ("height", height), ("viewBox", $"0 0 {SvgWriter.Number(width)} {SvgWriter.Number(height)}"), ("role", "group"), ("aria-label", Describe(graph, wrong)));
        foreach ((Subject up, Subject down) in graph.Edges)
        {
            ((double x1, double y1), (double x2, double y2)) = (places[up], places[down]);
            svg.Empty("path", ("class", wrong.ContainsKey(up) && wrong.ContainsKey(down) ? "edge bad" : "edge"), ("d", Curve(x1 + BoxWidth, y1 + BoxHeight / 2, x2, y2 + BoxHeight / 2)));
        }

        foreach (Placed one in placed)
        {
            Box(svg, one.Node, places[one.Node.Subject], wrong.GetValueOrDefault(one.Node.Subject), to);
        }

        return svg.Close("svg").Done();
    }

    private static void Box(SvgWriter svg, LineageNode node, (double X, double Y) at, IncidentSummary? wrong, Func<Subject, string> to)
    {
        string tone = wrong is null ? "" : " " + Tones.Of(wrong.Severity).Tone;
        string kind = node.Subject.IsJob ? " job" : " set";
        string name = SafeText.Cut(node.Subject.Name, 300);
        svg.Open("a", ("href", to(node.Subject)), ("class", $"node{kind}{tone}{(node.Step == 0 ? " here" : "")}{(node.Looked ? "" : " rim")}"));
        svg.Text("title", name + (wrong is null ? "" : $": {wrong.Title}") + (node.Looked ? "" : " (there may be more behind it)"));
        svg.Empty("rect", ("class", "box"), ("x", at.X), ("y", at.Y), ("width", BoxWidth), ("height", BoxHeight), ("rx", node.Subject.IsJob ? 4.0 : BoxHeight / 2));
        double inset = node.Subject.IsJob ? 10 : 16;
        svg.Text("text", node.Subject.Kind + (wrong is null ? "" : " · " + Shown.Kind(wrong.Kind)), ("class", "of"), ("x", at.X + inset), ("y", at.Y + 14));
        svg.Text("text", ShortOf(node.Subject), ("class", "name"), ("x", at.X + inset), ("y", at.Y + 29));
        svg.Close("a");
    }

    // The end of a path tells more than its beginning.
    private static string ShortOf(Subject subject)
    {
        string name = SafeText.Cut(subject.Name, 300);
        int slash = name.LastIndexOf('/');
        string last = slash >= 0 && slash < name.Length - 1 ? name[(slash + 1)..] : name;
        return last.Length <= Longest ? last : "…" + last[^(Longest - 1)..];
    }

    // Lines that go back, of a cycle, bend out and in again.
    private static string Curve(double x1, double y1, double x2, double y2)
    {
        double bend = Math.Max(30, Math.Abs(x2 - x1) / 2);
        return $"M{SvgWriter.Number(x1)} {SvgWriter.Number(y1)}C{SvgWriter.Number(x1 + bend)} {SvgWriter.Number(y1)} {SvgWriter.Number(x2 - bend)} {SvgWriter.Number(y2)} {SvgWriter.Number(x2)} {SvgWriter.Number(y2)}";
    }

    private static string Describe(LineageGraph graph, IReadOnlyDictionary<Subject, IncidentSummary> wrong) =>
        $"Lineage of {SafeText.Cut(graph.Nodes[0].Subject.Name)}: {graph.Nodes.Count(n => n.Step < 0)} upstream, {graph.Nodes.Count(n => n.Step > 0)} downstream, {graph.Nodes.Count(n => wrong.ContainsKey(n.Subject))} with an open incident. The lists below name all.";
}
