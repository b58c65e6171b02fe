using System.Text.Json;

namespace Observability.Adapters.DuckDb;

/// <summary>Tags of a charge: a JSON object as text, with or without its braces. What is none gives no tags and costs nothing else.</summary>
internal static class FocusTags
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>Tags sorted by key; a value that is no text as it is written.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        string json = text.Trim();
        if (json.Length == 0)
        {
            return None;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json[0] == '{' ? json : "{" + json + "}");
            return document.RootElement.EnumerateObject()
                .GroupBy(tag => tag.Name, StringComparer.Ordinal)
                .OrderBy(tag => tag.Key, StringComparer.Ordinal)
                .ToDictionary(tag => tag.Key, tag => ValueOf(tag.Last().Value), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return None; // InvalidOperation: half a character, which JSON can spell and no string can hold
        }
    }

    private static string ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
