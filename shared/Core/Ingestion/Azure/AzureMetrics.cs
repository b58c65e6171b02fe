using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Azure;

/// <summary>Values of Azure Monitor metrics, of one resource or of a batch of them. One record a series.</summary>
/// <remarks>
/// Subject <c>source:GROUP/TYPE/NAME</c>; measure <c>METRIC AGGREGATION</c>, with the values of dimensions where a metric is split
/// (<c>Ingress average apiname=GetBlob</c>); unit of the metric. A time without a value is a gap.
/// </remarks>
public sealed class AzureMetrics : AzureFormat
{
    private const int LongestMeasure = 200;

    private static readonly string[] Aggregations = ["average", "total", "maximum", "minimum", "count"];

    public override string Name => "azure-metrics";

    private protected override bool Knows(string head) =>
        head.Contains("microsoft.insights/metrics", StringComparison.OrdinalIgnoreCase) && head.Contains("\"timeseries\"", StringComparison.OrdinalIgnoreCase);

    private protected override IEnumerable<AzureItem> Items(JsonElement body, string path) =>
        (body.Any("values").ValueKind == JsonValueKind.Array ? Each(body, path, "values").SelectMany(resource => Each(resource.Json, resource.Path, "value")) : Each(body, path, "value"))
            .SelectMany(metric => Each(metric.Json, metric.Path, "timeseries").Select(series => new AzureItem(JsonSerializer.SerializeToElement(
                new() { ["id"] = metric.Json.Any("id"), ["name"] = metric.Json.Any("name"), ["timeseries"] = series.Json }, RowsJson.Default.DictionaryStringJsonElement), series.Path)));

    private protected override Record Read(AzureItem item, Record record, out string? field, out string? wrong)
    {
        (field, wrong) = (null, null);
        string? id = item.Json.Text("id");
        int providers = id?.LastIndexOf("/providers/Microsoft.Insights/metrics", StringComparison.OrdinalIgnoreCase) ?? -1;
        string? metric = item.Json.Object("name").Text("value");
        if (providers < 0 || AzureId.Parse(id![..providers]) is not { } resource || metric is null)
        {
            wrong = metric is null ? "the metric has no name" : "the metric is of no resource";
            return record;
        }

        JsonElement series = item.Json.Object("timeseries");
        string split = string.Concat(series.Items("metadatavalues").Select(m => $" {m.Object("name").Text("value")}={m.Text("value")}"));
        List<Fact> points = [];
        foreach ((int i, JsonElement at) in series.Items("data").Index())
        {
            if (at.Time("timeStamp") is not { } time)
            {
                (field, wrong) = ($"data[{i}].timeStamp", "missing, or no time in the years 1970 to 2100");
                return record;
            }

            points.AddRange(
                from aggregation in Aggregations
                let value = at.Number(aggregation)
                where value is not null
                select new PointFact(Subject.Source(resource.Short), Cut($"{metric} {aggregation}{split}"), time, value.Value));
        }

        return points.Count == 0 ? record with { Ignored = "no value" } : record with { Facts = points };
    }

    private static string Cut(string measure) => measure.Length <= LongestMeasure ? measure : measure[..LongestMeasure];
}
