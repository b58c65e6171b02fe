using System.Text;
using System.Text.Json;
using Observability.Core.Storage;

namespace Observability.App.Work;

/// <summary>Reads messages of the work queue: our own, and those that Event Grid sends when a blob is written, as text or in base64, one or a list.</summary>
internal static class WorkMessage
{
    /// <summary>Asks to look at what is due.</summary>
    public const string LookNow = """{"work":"look-now"}""";

    private const string BlobCreated = "Microsoft.Storage.BlobCreated";

    /// <summary>Asks to judge what is due of a shard.</summary>
    public static string Judge(int shard) => $$"""{"work":"judge","shard":{{shard}}}""";

    /// <returns>What it asks for, in order; and what is wrong with it, in one line. Of a list, what can be done is done beside what cannot.</returns>
    public static (IReadOnlyList<WorkItem> Items, string? Problem) Read(string message)
    {
        if (TextOf(message) is not { } text)
        {
            return ([], "is neither JSON nor base64 of it");
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            JsonElement[] each = json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray()] : [json.RootElement];
            WorkItem?[] items = [.. each.Select(Item)];
            int unknown = Array.IndexOf(items, null);
            return items.Length == 0
                ? ([], "is an empty list")
                : ([.. items.OfType<WorkItem>()], unknown < 0 ? null : $"part {unknown + 1}: is neither work of ours nor an event {BlobCreated} with data.url");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: half a character.
            return ([], "is no JSON");
        }
    }

    private static WorkItem? Item(JsonElement one) =>
        Text(one, "work") == "look-now" ? new WorkItem.LookNow()
        : Text(one, "work") == "judge" && one.TryGetProperty("shard", out JsonElement shard) && shard.ValueKind == JsonValueKind.Number && shard.TryGetInt32(out int number) && number is >= 0 and < DueRows.JudgeShards ? new WorkItem.Judge(number)
        : (Text(one, "eventType") ?? Text(one, "type")) == BlobCreated && one.TryGetProperty("data", out JsonElement data) && Text(data, "url") is { Length: > 0 } url ? new WorkItem.ReadBlob(url)
        : null;

    private static string? Text(JsonElement one, string name) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? TextOf(string message)
    {
        string text = message.Trim('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith('{') || text.StartsWith('['))
        {
            return text;
        }

        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) && length > 0 ? Encoding.UTF8.GetString(bytes, 0, length).Trim('\uFEFF', ' ', '\t', '\r', '\n') : null;
    }
}
