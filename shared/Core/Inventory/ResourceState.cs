using System.Text.Json.Serialization;
using Observability.Core.Ingestion;

namespace Observability.Core.Inventory;

/// <summary>A resource as its inventory last listed it.</summary>
/// <param name="Seen">When that came to us; the newest counts.</param>
public sealed record ResourceState(ResourceFact Fact, DateTimeOffset Seen)
{
    [JsonIgnore]
    public string Id => Fact.Id.ToLowerInvariant();

    public static ResourceState Join(ResourceState a, ResourceState b) => b.Seen > a.Seen ? b : a;
}

/// <summary>Advice of a provider as it last gave it.</summary>
/// <param name="Seen">When that came to us; the newest counts.</param>
public sealed record AdviceState(AdviceFact Fact, DateTimeOffset Seen)
{
    [JsonIgnore]
    public string Id => Fact.Id.ToLowerInvariant();

    public static AdviceState Join(AdviceState a, AdviceState b) => b.Seen > a.Seen ? b : a;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ResourceState))]
[JsonSerializable(typeof(AdviceState))]
internal sealed partial class InventoryJson : JsonSerializerContext;
