using System.Collections;
using System.Text.Json;

namespace Observability.App.Work;

/// <summary>Where an event stands in its hub, from what the host says beside a batch.</summary>
internal static class EventPlace
{
    /// <returns><c>hub/partition@number</c>; with a part that the host did not say, the place in the batch.</returns>
    public static string Of(IReadOnlyDictionary<string, object?> about, int index)
    {
        (string hub, string partition) = Partition(about);
        return Number(about, index) is { } number ? $"{hub}/{partition}@{number}" : $"{hub}/{partition}#{index}";
    }

    private static (string Hub, string Partition) Partition(IReadOnlyDictionary<string, object?> about)
    {
        JsonElement context = Json(about, "PartitionContext");
        return (Text(context, "EventHubName") ?? "hub", Text(context, "PartitionId") ?? "partition");
    }

    // Hosts send the numbers as a list, or as JSON of one.
    private static string? Number(IReadOnlyDictionary<string, object?> about, int index) =>
        about.GetValueOrDefault("SequenceNumberArray") is IList list ? index < list.Count ? list[index]?.ToString() : null
        : Json(about, "SequenceNumberArray") is { ValueKind: JsonValueKind.Array } numbers && index < numbers.GetArrayLength() ? numbers[index].ToString()
        : null;

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Json(IReadOnlyDictionary<string, object?> about, string name)
    {
        if (about.GetValueOrDefault(name) is not string text)
        {
            return default;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
