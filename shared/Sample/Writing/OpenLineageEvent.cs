using System.Text.Json;
using Observability.Sample.Catalogue;
using Observability.Sample.Running;

namespace Observability.Sample.Writing;

/// <summary>One run event.</summary>
internal static class OpenLineageEvent
{
    public static void Write(Utf8JsonWriter json, RunEvent received)
    {
        Run run = received.Run;
        Facets facets = new(json, PlatformOf(run).Producer);
        json.WriteStartObject();
        json.WriteString("eventTime", received.Time.Stamp());
        json.WriteString("eventType", received.Type.ToString());
        json.WriteString("producer", facets.Producer);
        json.WriteString("schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
        json.WriteStartObject("run");
        json.WriteString("runId", run.Id);
        json.WriteStartObject("facets");
        RunFacets.Write(facets, run, received.Type);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("job");
        json.WriteString("namespace", run.Namespace);
        json.WriteString("name", run.Name);
        json.WriteStartObject("facets");
        JobFacets.Write(facets, run, received.Type);
        json.WriteEndObject();
        json.WriteEndObject();
        Datasets(facets, run, received.Type);
        json.WriteEndObject();
    }

    public static Platform PlatformOf(Run run) => run.Job?.Platform ?? Platforms.Named("air");

    private static void Datasets(Facets facets, Run run, EventType type)
    {
        facets.Json.WriteStartArray("inputs");
        foreach (Input input in run.Job?.Inputs ?? [])
        {
            Name(facets.Json, input.Dataset);
            facets.Json.WriteEndObject();
        }

        facets.Json.WriteEndArray();
        facets.Json.WriteStartArray("outputs");
        foreach ((Dataset dataset, long rows, long bytes) in type == EventType.COMPLETE ? run.Written : [])
        {
            Name(facets.Json, dataset);
            OutputFacets.Write(facets, run, dataset, rows, bytes);
            facets.Json.WriteEndObject();
        }

        facets.Json.WriteEndArray();
    }

    private static void Name(Utf8JsonWriter json, Dataset dataset)
    {
        json.WriteStartObject();
        json.WriteString("namespace", dataset.Namespace);
        json.WriteString("name", dataset.Name);
    }
}
