using System.Text.Json.Serialization;

namespace Observability.Core.Incidents;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(IncidentSummary))]
internal sealed partial class IncidentsJson : JsonSerializerContext;
