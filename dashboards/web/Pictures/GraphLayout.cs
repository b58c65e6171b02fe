using Observability.Core.Lineage;
using Observability.Core.Primitives;

namespace Observability.Web.Pictures;

/// <summary>A subject with its place in the picture.</summary>
/// <param name="Column">From 0, left to right as data flows.</param>
/// <param name="Row">In rows from the top; may lie between two.</param>
internal sealed record Placed(LineageNode Node, int Column, double Row);

/// <summary>Places the nodes of a lineage graph: a column a step, each column in the order that crosses the fewest lines, roughly.</summary>
/// <remarks>
/// Columns are ordered from the start outwards by the mean place of the neighbours nearer to it (barycentre). Source: Sugiyama, Tagawa, Toda, <i>Methods for visual
/// understanding of hierarchical system structures</i>, IEEE Trans. SMC 1981.
/// </remarks>
internal static class GraphLayout
{
    public static IReadOnlyList<Placed> Of(LineageGraph graph)
    {
        int first = graph.Nodes.Min(n => n.Step);
        int last = graph.Nodes.Max(n => n.Step);
        int rows = graph.Nodes.GroupBy(n => n.Step).Max(g => g.Count());
        ILookup<Subject, Subject> near = graph.Edges.SelectMany(e => new[] { (e.Up, e.Down), (e.Down, e.Up) }).ToLookup(e => e.Item1, e => e.Item2);
        Dictionary<Subject, Placed> placed = [];
        foreach (int step in Enumerable.Range(first, last - first + 1).OrderBy(Math.Abs))
        {
            LineageNode[] column =
            [
                .. graph.Nodes.Where(n => n.Step == step)
                    .OrderBy(n => near[n.Subject].Where(placed.ContainsKey).Select(s => placed[s].Row).DefaultIfEmpty(rows / 2.0).Average())
                    .ThenBy(n => n.Subject.Text, StringComparer.Ordinal),
            ];
            foreach ((int i, LineageNode node) in column.Index())
            {
                placed[node.Subject] = new(node, step - first, i + (rows - column.Length) / 2.0);
            }
        }

        return [.. placed.Values.OrderBy(p => p.Column).ThenBy(p => p.Row)];
    }
}
