using Observability.Adapters.Memory;
using Observability.Core.Lineage;
using Observability.Core.Primitives;

namespace Observability.Unit.Lineage;

public sealed class LineageGraphTests
{
    private readonly LineageStore _store = new(new MemoryStore());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goes_up_and_down_from_the_start_and_not_aside()
    {
        await KeepAsync(("a", "b"), ("b", "c"), ("c", "d"), ("b", "aside"), ("other", "d"));

        LineageGraph graph = await LineageGraph.LoadAsync(_store, Of("c"), 5, 50, Cancel);

        Assert.Equal([("c", 0), ("b", -1), ("d", 1), ("a", -2)], graph.Nodes.Select(n => (n.Subject.Name, n.Step)));
        Assert.Equal([("a", "b"), ("b", "c"), ("c", "d")], graph.Edges.Select(e => (e.Up.Name, e.Down.Name)).Order());
        Assert.All(graph.Nodes, n => Assert.True(n.Looked));
    }

    [Fact]
    public async Task Stops_at_the_depth_and_says_where_it_did_not_look()
    {
        await KeepAsync(("a", "b"), ("b", "c"), ("c", "d"));

        LineageGraph graph = await LineageGraph.LoadAsync(_store, Of("a"), 2, 50, Cancel);

        Assert.Equal([("a", true), ("b", true), ("c", false)], graph.Nodes.Select(n => (n.Subject.Name, n.Looked)));
    }

    [Fact]
    public async Task Reads_no_more_than_allowed_and_shows_no_more_than_fits()
    {
        await _store.KeepAsync([.. Enumerable.Range(0, 300).Select(i => (Of("hub"), Of($"n{i}")))], DateTimeOffset.UnixEpoch, Cancel);

        LineageGraph graph = await LineageGraph.LoadAsync(_store, Of("hub"), 8, 10, Cancel);

        Assert.Equal((LineageGraph.MostNodes, 10, 301 - LineageGraph.MostNodes), (graph.Nodes.Count, graph.Nodes.Count(n => n.Looked), graph.LeftOut));
        Assert.All(graph.Edges, e => Assert.Contains(graph.Nodes, n => n.Subject == e.Down));
    }

    [Fact]
    public async Task A_cycle_ends()
    {
        await KeepAsync(("a", "b"), ("b", "c"), ("c", "a"));

        LineageGraph graph = await LineageGraph.LoadAsync(_store, Of("a"), 8, 50, Cancel);

        Assert.Equal(3, graph.Nodes.Count);
    }

    private Task KeepAsync(params (string Up, string Down)[] edges) => _store.KeepAsync([.. edges.Select(e => (Of(e.Up), Of(e.Down)))], DateTimeOffset.UnixEpoch, Cancel);

    private static Subject Of(string name) => Subject.Job("", name);
}
