using System.Text.Json;

namespace Observability.Core.Ingestion.Json;

/// <summary>Where a field stands. Asked only when something is wrong with it.</summary>
internal static class JsonPlace
{
    /// <param name="field">Names joined by dots, indices in brackets: <c>outputs[2].name</c>.</param>
    /// <returns>Offset of the value, or of the deepest part of the path that exists; 0 when none does.</returns>
    public static int Of(ReadOnlySpan<byte> json, string field)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = Limits.Depth });
        int place = 0;
        if (!reader.Read())
        {
            return place;
        }

        foreach (string step in field.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            bool found = step.StartsWith('[') ? ToIndex(ref reader, step) : ToName(ref reader, step);
            if (!found)
            {
                break;
            }

            place = (int)reader.TokenStartIndex;
        }

        return place;
    }

    private static bool ToIndex(ref Utf8JsonReader reader, string step)
    {
        if (reader.TokenType != JsonTokenType.StartArray || !int.TryParse(step.AsSpan(1, step.Length - 2), out int index))
        {
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (index-- == 0)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool ToName(ref Utf8JsonReader reader, string step)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool match = reader.ValueTextEquals(step);
            reader.Read();
            if (match)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
