using Observability.Core.Ingestion;
using Observability.Core.Storage;

namespace Observability.Core.Inventory;

/// <summary>Keeps what inventories list. What says the same as before is a duplicate, though it was seen again.</summary>
public sealed class KeepInventory(InventoryStore store) : IKeepFacts
{
    private const int AtOnce = 16;

    public async Task KeepAsync(FactBatch batch, CancellationToken cancel)
    {
        await KeepAsync(batch, batch.Of<ResourceFact>().Select(f => (f.Record, State: new ResourceState(f.Fact, batch.Received))), store.Resources, s => s.Id, (a, b) => a.Fact with { Tags = b.Fact.Tags } == b.Fact && Same(a.Fact.Tags, b.Fact.Tags), cancel).ConfigureAwait(false);
        await KeepAsync(batch, batch.Of<AdviceFact>().Select(f => (f.Record, State: new AdviceState(f.Fact, batch.Received))), store.Advice, s => s.Id, (a, b) => a.Fact == b.Fact, cancel).ConfigureAwait(false);
    }

    private static Task KeepAsync<T>(FactBatch batch, IEnumerable<(int Record, T State)> said, Catalogue<T> catalogue, Func<T, string> idOf, Func<T, T, bool> same, CancellationToken cancel)
        where T : class
    {
        IGrouping<string, (int Record, T State)>[] each = [.. said.GroupBy(s => idOf(s.State))];
        return each.Length == 0 ? Task.CompletedTask : Parallel.ForEachAsync(
            each,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (group, stop) =>
            {
                T? before = await catalogue.FindAsync(group.Key, stop).ConfigureAwait(false);
                foreach ((int record, T state) in group)
                {
                    if (before is null || !same(before, state))
                    {
                        lock (batch)
                        {
                            batch.MarkNew(record);
                        }
                    }

                    before = state;
                }

                await catalogue.JoinAsync(before!, stop).ConfigureAwait(false);
            });
    }

    private static bool Same(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(t => b.TryGetValue(t.Key, out string? value) && value == t.Value);
}
