using System.Text.Json;

namespace Observability.Unit.Sample;

/// <summary>A run as its events tell it.</summary>
/// <param name="Due">Nominal end where there is one, else nominal start.</param>
/// <param name="State">COMPLETE, FAIL or ABORT; empty while it runs.</param>
public sealed record SeenRun(string Job, string Id, DateTimeOffset Due, DateTimeOffset Start, DateTimeOffset End, string State, int Attempt, bool Backfill, IReadOnlyDictionary<string, long> Rows)
{
    public TimeSpan Duration => End - Start;

    public static IEnumerable<SeenRun> From(IEnumerable<JsonElement> events)
    {
        foreach (IGrouping<string, JsonElement> run in events.GroupBy(e => e.GetProperty("run").GetProperty("runId").GetString()!))
        {
            JsonElement? start = Of(run, "START");
            JsonElement? last = Of(run, "COMPLETE", "FAIL", "ABORT");
            JsonElement any = start ?? last ?? run.First();
            JsonElement facets = any.GetProperty("run").GetProperty("facets");
            JsonElement nominal = facets.GetProperty("nominalTime");
            yield return new(
                $"job:{any.GetProperty("job").GetProperty("namespace").GetString()}/{any.GetProperty("job").GetProperty("name").GetString()}", run.Key,
                (nominal.TryGetProperty("nominalEndTime", out JsonElement end) ? end : nominal.GetProperty("nominalStartTime")).GetDateTimeOffset(),
                Time(start ?? any), Time(last ?? any), last?.GetProperty("eventType").GetString() ?? "", AttemptOf(facets), facets.GetRawText().Contains("\"backfill\"", StringComparison.Ordinal),
                last is null ? new Dictionary<string, long>() : RowsOf(last.Value));
        }
    }

    private static DateTimeOffset Time(JsonElement one) => one.GetProperty("eventTime").GetDateTimeOffset();

    private static JsonElement? Of(IEnumerable<JsonElement> events, params string[] types)
    {
        JsonElement found = events.FirstOrDefault(e => types.Contains(e.GetProperty("eventType").GetString()));
        return found.ValueKind == JsonValueKind.Undefined ? null : found;
    }

    private static int AttemptOf(JsonElement facets) => !facets.TryGetProperty("tags", out JsonElement tags)
        ? 1
        : int.Parse(tags.GetProperty("tags").EnumerateArray().First(t => t.GetProperty("key").GetString() == "attempt").GetProperty("value").GetString()!);

    private static Dictionary<string, long> RowsOf(JsonElement last) => last.GetProperty("outputs").EnumerateArray().ToDictionary(
        o => $"dataset:{o.GetProperty("namespace").GetString()}/{o.GetProperty("name").GetString()}",
        o => o.GetProperty("outputFacets").GetProperty("outputStatistics").GetProperty("rowCount").GetInt64());
}
