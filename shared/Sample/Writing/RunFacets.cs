using System.Text.Json;
using Observability.Sample.Billing;
using Observability.Sample.Catalogue;
using Observability.Sample.Running;

namespace Observability.Sample.Writing;

/// <summary>What an event says about the run.</summary>
internal static class RunFacets
{
    public static void Write(Facets facets, Run run, EventType type)
    {
        bool airflow = OpenLineageEvent.PlatformOf(run).Key == "air";
        Nominal(facets, run, airflow);
        if (airflow && type == EventType.START)
        {
            AirflowFacet.Write(facets, run);
        }

        if (run.Parent is not null)
        {
            Parent(facets, run);
        }

        if (type == EventType.START)
        {
            Engine(facets, OpenLineageEvent.PlatformOf(run));
        }

        if (run.Job is not null && (run.Attempt > 1 || type == EventType.START))
        {
            Tags(facets, run);
        }

        if (type is EventType.FAIL or EventType.ABORT)
        {
            facets.Open("errorMessage", "1-0-1/ErrorMessageRunFacet");
            facets.Json.WriteString("message", run.Error);
            facets.Json.WriteString("programmingLanguage", airflow ? "PYTHON" : "JVM");
            facets.Json.WriteEndObject();
        }
    }

    /// <summary>Airflow names the interval of data, which ends when the run is due; others name the time at which it is due.</summary>
    private static void Nominal(Facets facets, Run run, bool airflow)
    {
        facets.Open("nominalTime", "1-0-1/NominalTimeRunFacet");
        facets.Json.WriteString("nominalStartTime", (airflow ? run.Occasion.Before : run.Occasion.Due).Stamp());
        if (airflow)
        {
            facets.Json.WriteString("nominalEndTime", run.Occasion.Due.Stamp());
        }

        facets.Json.WriteEndObject();
    }

    private static void Parent(Facets facets, Run run)
    {
        facets.Open("parent", "1-1-0/ParentRunFacet");
        Utf8JsonWriter json = facets.Json;
        json.WriteStartObject("run");
        json.WriteString("runId", run.Parent!.Value);
        json.WriteEndObject();
        json.WriteStartObject("job");
        json.WriteString("namespace", run.Namespace);
        json.WriteString("name", run.Job!.Group);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Engine(Facets facets, Platform platform)
    {
        facets.Open("processing_engine", "1-1-1/ProcessingEngineRunFacet");
        facets.Json.WriteString("name", platform.Engine);
        facets.Json.WriteString("version", platform.EngineVersion);
        facets.Json.WriteString("openlineageAdapterVersion", "1.40.1");
        facets.Json.WriteEndObject();
    }

    private static void Tags(Facets facets, Run run)
    {
        facets.Open("tags", "1-0-0/TagsRunFacet");
        facets.Json.WriteStartArray("tags");
        facets.Tag("attempt", run.Attempt.ToString(), "SCHEDULER");
        if (run.Job!.Platform.Resource.Billed == Billed.PerRun)
        {
            facets.Tag("ClusterId", ClusterCharges.ClusterId(run), "DATABRICKS");
        }

        facets.Json.WriteEndArray();
        facets.Json.WriteEndObject();
    }
}
