using System.Text.Json.Serialization;

namespace Observability.Core.Pipelines;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(JobState))]
[JsonSerializable(typeof(DatasetState))]
internal sealed partial class PipelinesJson : JsonSerializerContext;
