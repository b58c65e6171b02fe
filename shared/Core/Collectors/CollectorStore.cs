using Observability.Core.Storage;

namespace Observability.Core.Collectors;

/// <summary>One row a collector, all in one partition.</summary>
public sealed class CollectorStore(ITableStore store)
{
    private const string Table = "collectors";
    private const string Partition = "all";

    public async Task<CollectorState?> FindAsync(string name, CancellationToken cancel) =>
        await store.GetAsync(Table, Partition, KeyCodec.Encode(name), cancel).ConfigureAwait(false) is { } row ? Json.Read(row, CollectorsJson.Default.CollectorState) : null;

    /// <summary>Every one that ever ran, by name: 1 range.</summary>
    public async Task<IReadOnlyList<CollectorState>> AllAsync(CancellationToken cancel)
    {
        List<CollectorState> all = [];
        await foreach (Row row in store.RowsAsync(Table, new KeyRange(Partition), cancel).ConfigureAwait(false))
        {
            all.Add(Json.Read(row, CollectorsJson.Default.CollectorState));
        }

        return all;
    }

    /// <summary>Changes the state of one, from what it is now.</summary>
    /// <param name="change">null: leave it as it is. Called once per try; it must have no other effect.</param>
    /// <returns>The state as it stands after the change; null when it was left.</returns>
    public async Task<CollectorState?> ChangeAsync(string name, Func<CollectorState, CollectorState?> change, CancellationToken cancel)
    {
        CollectorState? changed = null;
        await store.UpdateAsync(
            Table,
            Partition,
            KeyCodec.Encode(name),
            row =>
            {
                changed = change(row is null ? new() { Name = name } : Json.Read(row, CollectorsJson.Default.CollectorState));
                return changed is null ? null : Json.Values(changed, CollectorsJson.Default.CollectorState, compress: false);
            },
            cancel).ConfigureAwait(false);
        return changed;
    }
}
