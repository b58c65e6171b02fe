using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.OpenLineage;

/// <summary>Schema, ownership and data-quality metrics of a dataset. A facet that is not as specified counts as absent.</summary>
internal static class DatasetFacets
{
    private static readonly Dictionary<string, string> NoColumns = [];

    public static DatasetFact Read(JsonElement dataset, Subject subject, DateTimeOffset at)
    {
        JsonElement facets = dataset.Object("facets");
        return new()
        {
            Dataset = subject,
            At = at,
            Owners = Owners(facets),
            Columns = Columns(facets.Facet("schema")),
            Rows = Metrics(dataset).Count("rowCount"),
        };
    }

    /// <summary>The time at which the dataset last changed, where a metrics facet knows it.</summary>
    public static IEnumerable<UpdateFact> Updates(JsonElement dataset, Subject subject) =>
        Metrics(dataset).Time("lastUpdated") is DateTimeOffset updated ? [new UpdateFact(subject, updated)] : [];

    /// <summary>Owner names in order; names that the sender masked (<c>***</c>) are no names.</summary>
    public static IReadOnlyList<string> Owners(JsonElement facets)
    {
        JsonElement ownership = facets.Facet("ownership");
        return ownership.ValueKind == JsonValueKind.Undefined
            ? []
            : [.. ownership.Items("owners").Select(owner => owner.Text("name")).OfType<string>().Where(IsName).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsName(string name) => name.Length <= Limits.NameLength && name.Any(c => c != '*');

    private static JsonElement Metrics(JsonElement dataset)
    {
        JsonElement metrics = dataset.Object("facets").Facet("dataQualityMetrics");
        return metrics.ValueKind == JsonValueKind.Object ? metrics : dataset.Object("inputFacets").Facet("dataQualityMetrics");
    }

    private static Dictionary<string, string> Columns(JsonElement schema)
    {
        Dictionary<string, string>? columns = null;
        foreach (JsonElement field in schema.Items("fields"))
        {
            if (field.Text("name") is string name)
            {
                (columns ??= new(StringComparer.Ordinal))[name] = field.Text("type") ?? "";
            }
        }

        return columns ?? NoColumns;
    }
}
