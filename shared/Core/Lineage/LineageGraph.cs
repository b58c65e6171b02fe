using Observability.Core.Primitives;

namespace Observability.Core.Lineage;

/// <summary>One subject of a lineage picture.</summary>
/// <param name="Step">Distance from the start: negative upstream, positive downstream, 0 the start.</param>
/// <param name="Looked">Whether what lies behind it was read; else there may be more.</param>
public sealed record LineageNode(Subject Subject, int Step, bool Looked);

/// <summary>What feeds a subject and what it feeds, up to some steps away, with the edges between.</summary>
/// <param name="Nodes">The start first, then by distance.</param>
/// <param name="Edges">Upstream to downstream; both ends are nodes.</param>
/// <param name="LeftOut">Subjects that were seen and are left out for want of room.</param>
public sealed record LineageGraph(IReadOnlyList<LineageNode> Nodes, IReadOnlyList<(Subject Up, Subject Down)> Edges, int LeftOut)
{
    /// <summary>Most subjects of one picture.</summary>
    public const int MostNodes = 120;

    /// <summary>Walks both ways, breadth first, nearest first.</summary>
    /// <param name="depth">Most steps each way.</param>
    /// <param name="mostReads">Most subjects whose neighbours are read; the rest is shown and not looked behind.</param>
    public static async Task<LineageGraph> LoadAsync(LineageStore store, Subject start, int depth, int mostReads, CancellationToken cancel)
    {
        Dictionary<Subject, LineageNode> nodes = new() { [start] = new(start, 0, false) };
        List<(Subject, Subject)> edges = [];
        HashSet<Subject> leftOut = [];
        Queue<Subject> open = new([start]);
        for (int reads = 0; reads < mostReads && open.TryDequeue(out Subject subject); reads++)
        {
            Neighbours near = await store.OfAsync(subject, cancel).ConfigureAwait(false);
            int step = nodes[subject].Step;
            nodes[subject] = nodes[subject] with { Looked = true };
            IEnumerable<(Subject Other, int Step)> others =
            [
                .. step <= 0 ? near.Up.Select(u => (u, step - 1)) : [],
                .. step >= 0 ? near.Down.Select(d => (d, step + 1)) : [],
            ];
            foreach ((Subject other, int at) in others)
            {
                if (!nodes.ContainsKey(other))
                {
                    if (nodes.Count == MostNodes)
                    {
                        leftOut.Add(other);
                        continue;
                    }

                    nodes.Add(other, new(other, at, false));
                    if (Math.Abs(at) < depth)
                    {
                        open.Enqueue(other);
                    }
                }

                edges.Add(at < step ? (other, subject) : (subject, other));
            }
        }

        return new([.. nodes.Values.OrderBy(n => Math.Abs(n.Step)).ThenBy(n => n.Step)], [.. edges.Distinct()], leftOut.Count);
    }
}
