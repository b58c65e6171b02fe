using System.Text.Json;
using Observability.Sample.Catalogue;
using Observability.Sample.Running;

namespace Observability.Sample.Writing;

/// <summary>What an event says about a dataset that was written: how much, and for daily jobs its columns.</summary>
internal static class OutputFacets
{
    public static void Write(Facets facets, Run run, Dataset dataset, long rows, long bytes)
    {
        Utf8JsonWriter json = facets.Json;
        if (run.Job!.Cadence.Step >= TimeSpan.FromDays(1))
        {
            json.WriteStartObject("facets");
            facets.Open("schema", "1-1-1/SchemaDatasetFacet");
            json.WriteStartArray("fields");
            foreach ((string name, string type) in Columns.Of(dataset))
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("type", type);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartObject("outputFacets");
        facets.Open("outputStatistics", "1-0-2/OutputStatisticsOutputDatasetFacet");
        json.WriteNumber("rowCount", rows);
        json.WriteNumber("size", bytes);
        json.WriteNumber("fileCount", rows == 0 ? 0 : 1 + bytes / 134_217_728);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
