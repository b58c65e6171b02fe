using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Recommendations;
using Observability.Core.Slos;

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
[JsonSerializable(typeof(PageView<Recommendation>))]
[JsonSerializable(typeof(PageView<SloStanding>))]
[JsonSerializable(typeof(PageView<SilenceView>))]
[JsonSerializable(typeof(SilenceBody))]
[JsonSerializable(typeof(LineageView))]
[JsonSerializable(typeof(SeriesView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ActBody))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext;
