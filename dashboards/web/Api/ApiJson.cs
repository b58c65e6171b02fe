using System.Text.Json;
using System.Text.Json.Serialization;
using Observability.Core.Incidents;

namespace Observability.Web.Api;

/// <summary>How the API writes JSON: camelCase; what is unknown is null, not absent.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(KeptView))]
[JsonSerializable(typeof(IngestedView))]
[JsonSerializable(typeof(BatchView))]
[JsonSerializable(typeof(IncidentView))]
[JsonSerializable(typeof(PageView<IncidentView>))]
[JsonSerializable(typeof(PageView<RunView>))]
[JsonSerializable(typeof(PageView<JobView>))]
[JsonSerializable(typeof(PageView<DatasetView>))]
[JsonSerializable(typeof(PageView<CostView>))]
[JsonSerializable(typeof(LineageView))]
[JsonSerializable(typeof(SeriesView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ActBody))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext;
