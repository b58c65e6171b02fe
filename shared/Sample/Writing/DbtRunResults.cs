using System.Text.Json;
using Observability.Sample.Catalogue;
using Observability.Sample.Running;

namespace Observability.Sample.Writing;

internal static class DbtRunResults
{
    /// <summary>Models one after another in the time of the run, each with one test that passes.</summary>
    public static void Write(Stream file, Run run)
    {
        using Utf8JsonWriter json = DbtFiles.Open(file, run, "run-results/v6", run.End);
        json.WriteStartArray("results");
        TimeSpan share = (run.End - run.Start) / (run.Written.Count + 1);
        DateTimeOffset start = run.Start + share / 2;
        foreach ((Dataset dataset, long rows, long bytes) in run.Written)
        {
            string name = DbtFiles.NameOf(dataset);
            Result(json, $"model.shop.{name}", "success", start, start + share * 0.9, rows, bytes, $"`{dataset.Name.Replace(".", "`.`", StringComparison.Ordinal)}`");
            Result(json, $"test.shop.not_null_{name}_id", "pass", start + share * 0.92, start + share * 0.97, null, null, null);
            start += share;
        }

        json.WriteEndArray();
        json.WriteNumber("elapsed_time", (run.End - run.Start).TotalSeconds);
        json.WriteStartObject("args");
        json.WriteString("which", "build");
        json.WriteString("project_dir", "/opt/dbt/shop");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, string id, string status, DateTimeOffset start, DateTimeOffset end, long? rows, long? bytes, string? relation)
    {
        json.WriteStartObject();
        json.WriteString("status", status);
        DbtFiles.Timing(json, start, end);
        json.WriteString("thread_id", "Thread-1 (worker)");
        json.WriteNumber("execution_time", Math.Round((end - start).TotalSeconds, 3));
        json.WriteStartObject("adapter_response");
        json.WriteString("_message", "OK");
        if (rows is not null && bytes is not null)
        {
            json.WriteNumber("rows_affected", rows.Value);
            json.WriteNumber("bytes_processed", bytes.Value);
        }

        json.WriteEndObject();
        json.WriteString("message", rows is null ? null : "OK");
        if (rows is null)
        {
            json.WriteNumber("failures", 0);
        }
        else
        {
            json.WriteNull("failures");
        }

        json.WriteString("unique_id", id);
        json.WriteBoolean("compiled", true);
        json.WriteString("compiled_code", "");
        json.WriteString("relation_name", relation);
        json.WriteEndObject();
    }
}
