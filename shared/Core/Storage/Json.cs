using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Observability.Core.Storage;

/// <summary>One value of a row as JSON in its body.</summary>
public static class Json
{
    /// <summary>The properties given, and the value as body.</summary>
    public static Dictionary<string, object> Values<T>(T value, JsonTypeInfo<T> type, params ReadOnlySpan<(string Name, object Value)> properties) =>
        Values(value, type, compress: true, properties);

    /// <param name="compress">False for what is rewritten again and again.</param>
    public static Dictionary<string, object> Values<T>(T value, JsonTypeInfo<T> type, bool compress, params ReadOnlySpan<(string Name, object Value)> properties)
    {
        Dictionary<string, object> values = [];
        foreach ((string name, object property) in properties)
        {
            values[name] = property;
        }

        Body.Put(values, JsonSerializer.SerializeToUtf8Bytes(value, type), compress);
        return values;
    }

    /// <summary>The value that was put there.</summary>
    /// <exception cref="InvalidDataException">The row has no body, or not one of this type.</exception>
    public static T Read<T>(Row row, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize((Body.Get(row) ?? throw new InvalidDataException($"{row.Partition}/{row.Key}: no body")).Span, type)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{row.Partition}/{row.Key}: {e.Message}", e);
        }
    }
}
