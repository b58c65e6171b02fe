using System.Text.Json;
using Observability.Sample.Running;

namespace Observability.Sample.Writing;

/// <summary>What Airflow says about the DAG run that a task belongs to.</summary>
internal static class AirflowFacet
{
    public static void Write(Facets facets, Run run)
    {
        string dag = run.Job?.Group ?? run.Name;
        string type = run.Occasion.Cause == Cause.Backfill ? "backfill" : "scheduled";
        Utf8JsonWriter json = facets.Json;
        facets.OpenOwn("airflowDagRun", "RunFacet");
        json.WriteStartObject("dag");
        json.WriteString("dag_id", dag);
        json.WriteString("owner", dag.Split('_')[0]);
        json.WriteString("tags", "[]");
        json.WriteString("fileloc", $"/opt/airflow/dags/{dag}.py");
        json.WriteEndObject();
        json.WriteStartObject("dagRun");
        json.WriteString("dag_id", dag);
        json.WriteString("run_id", $"{type}__{run.Occasion.Before.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}+00:00");
        json.WriteString("run_type", type);
        json.WriteString("data_interval_start", run.Occasion.Before.Stamp());
        json.WriteString("data_interval_end", run.Occasion.Due.Stamp());
        json.WriteBoolean("external_trigger", false);
        json.WriteEndObject();
        json.WriteEndObject();
        if (run.Job is not null)
        {
            facets.OpenOwn("airflow", "RunFacet");
            json.WriteStartObject("taskInstance");
            json.WriteNumber("try_number", run.Attempt);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
