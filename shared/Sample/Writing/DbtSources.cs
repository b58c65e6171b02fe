using System.Text.Json;
using Observability.Sample.Catalogue;
using Observability.Sample.Running;

namespace Observability.Sample.Writing;

internal static class DbtSources
{
    private static readonly TimeSpan Warn = TimeSpan.FromHours(30);
    private static readonly TimeSpan Error = TimeSpan.FromHours(54);

    /// <summary>Freshness of what the models read, looked at when the build starts. A source without a write yet has no row.</summary>
    public static void Write(Stream file, Run run, DatasetHistory history)
    {
        using Utf8JsonWriter json = DbtFiles.Open(file, run, "sources/v3", run.Start);
        json.WriteStartArray("results");
        foreach (Input input in run.Job!.Inputs)
        {
            if (history.LastWrite(input.Dataset, run.Start) is DateTimeOffset loaded)
            {
                Result(json, input.Dataset, loaded, run.Start);
            }
        }

        json.WriteEndArray();
        json.WriteNumber("elapsed_time", 4.2);
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, Dataset dataset, DateTimeOffset loaded, DateTimeOffset now)
    {
        TimeSpan age = now - loaded;
        json.WriteStartObject();
        json.WriteString("unique_id", $"source.shop.{dataset.Name.Split('/')[0]}.{DbtFiles.NameOf(dataset)}");
        json.WriteString("max_loaded_at", loaded.Stamp());
        json.WriteString("snapshotted_at", now.Stamp());
        json.WriteNumber("max_loaded_at_time_ago_in_s", age.TotalSeconds);
        json.WriteString("status", age > Error ? "error" : age > Warn ? "warn" : "pass");
        json.WriteStartObject("criteria");
        Period(json, "warn_after", Warn);
        Period(json, "error_after", Error);
        json.WriteNull("filter");
        json.WriteEndObject();
        json.WriteStartObject("adapter_response");
        json.WriteEndObject();
        DbtFiles.Timing(json, now, now.AddMilliseconds(320));
        json.WriteString("thread_id", "Thread-1 (worker)");
        json.WriteNumber("execution_time", 0.32);
        json.WriteEndObject();
    }

    private static void Period(Utf8JsonWriter json, string name, TimeSpan period)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", (int)period.TotalHours);
        json.WriteString("period", "hour");
        json.WriteEndObject();
    }
}
