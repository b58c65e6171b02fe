using System.Text.Json;
using Observability.Sample.Catalogue;
using Observability.Sample.Running;

namespace Observability.Sample.Writing;

/// <summary>What dbt leaves after each daily build: run results (schema 6) and the freshness of sources (schema 3).</summary>
internal static class DbtFiles
{
    public static void Write(string directory, SampleOptions options, Simulation simulation)
    {
        string folder = Directory.CreateDirectory(Path.Combine(directory, "dbt")).FullName;
        foreach (Run run in simulation.Runs.Where(r => r.Job?.Platform.Key == "dbt" && r.End < options.End))
        {
            string stem = Path.Combine(folder, $"{run.Start.UtcDateTime:yyyy-MM-dd}");
            using FileStream results = File.Create(stem + ".run_results.json");
            DbtRunResults.Write(results, run);
            using FileStream sources = File.Create(stem + ".sources.json");
            DbtSources.Write(sources, run, simulation.History);
        }
    }

    /// <summary>Opens the document and writes its metadata; the caller closes the document.</summary>
    public static Utf8JsonWriter Open(Stream file, Run run, string schema, DateTimeOffset generated)
    {
        Utf8JsonWriter json = new(file);
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("dbt_schema_version", $"https://schemas.getdbt.com/dbt/{schema}.json");
        json.WriteString("dbt_version", run.Job!.Platform.EngineVersion);
        json.WriteString("generated_at", generated.Stamp());
        json.WriteString("invocation_id", RunId.Of(0, schema + run.Id, run.Start, 0));
        json.WriteString("invocation_started_at", run.Start.Stamp());
        json.WriteStartObject("env");
        json.WriteEndObject();
        json.WriteEndObject();
        return json;
    }

    public static void Timing(Utf8JsonWriter json, DateTimeOffset start, DateTimeOffset end)
    {
        json.WriteStartArray("timing");
        foreach ((string name, DateTimeOffset from, DateTimeOffset to) in new[] { ("compile", start, start.AddMilliseconds(40)), ("execute", start.AddMilliseconds(45), end) })
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("started_at", from.Stamp());
            json.WriteString("completed_at", to.Stamp());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string NameOf(Dataset dataset) => dataset.Name[(dataset.Name.LastIndexOfAny(['/', '.']) + 1)..];
}
