using System.Text.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Json;

/// <summary>Reads what may be there: another type than expected counts as not there.</summary>
internal static class JsonGet
{
    public static JsonElement Object(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : default;

    /// <summary>A facet that is there and was not deleted.</summary>
    public static JsonElement Facet(this JsonElement facets, string name)
    {
        JsonElement facet = facets.Object(name);
        return facet.Any("_deleted").ValueKind == JsonValueKind.True ? default : facet;
    }

    public static JsonElement Any(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) ? value : default;

    public static IEnumerable<JsonElement> Items(this JsonElement from, string name) =>
        from.Any(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A text that is not blank.</summary>
    public static string? Text(this JsonElement from, string name) =>
        from.Any(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is string text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>A text, a number or a truth value as text.</summary>
    public static string? Scalar(this JsonElement from, string name) => from.Any(name) switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
        _ => null,
    };

    /// <summary>A whole number of at least 0, also where it is written as a text or as 12.0.</summary>
    public static long? Count(this JsonElement from, string name)
    {
        JsonElement value = from.Any(name);
        bool found = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out decimal _),
            JsonValueKind.String => decimal.TryParse(value.GetString(), out decimal _),
            _ => false,
        };
        decimal number = !found ? -1 : value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : decimal.Parse(value.GetString()!);
        return number >= 0 && number <= long.MaxValue && number == decimal.Truncate(number) ? (long)number : null;
    }

    public static double? Number(this JsonElement from, string name) =>
        from.Any(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    public static DateTimeOffset? Time(this JsonElement from, string name) =>
        from.Text(name) is string text ? Times.OrNull(text) : null;
}
