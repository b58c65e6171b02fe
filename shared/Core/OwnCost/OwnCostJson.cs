using System.Text.Json.Serialization;

namespace Observability.Core.OwnCost;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, WriteIndented = true)]
[JsonSerializable(typeof(OwnCounts))]
[JsonSerializable(typeof(OwnPrices))]
internal sealed partial class OwnCostJson : JsonSerializerContext;
