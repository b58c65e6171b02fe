using System.Text.Json.Serialization;

namespace Observability.Core.Incidents;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Incident))]
internal sealed partial class IncidentsJson : JsonSerializerContext;
