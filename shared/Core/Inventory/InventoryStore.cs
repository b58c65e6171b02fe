using Observability.Core.Storage;

namespace Observability.Core.Inventory;

/// <summary>What the clouds have, and what they advise.</summary>
public sealed class InventoryStore(ITableStore store)
{
    public Catalogue<ResourceState> Resources { get; } = new(store, "resources", InventoryJson.Default.ResourceState, r => r.Id, ResourceState.Join);

    public Catalogue<AdviceState> Advice { get; } = new(store, "advice", InventoryJson.Default.AdviceState, a => a.Id, AdviceState.Join);
}
