using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Observability.Web.Api;

/// <summary>Reads a small body of JSON.</summary>
internal static class JsonBody
{
    /// <returns>The value, or what is wrong with the body and where.</returns>
    public static (T? Value, ProblemAt? Problem) Read<T>(ReadOnlyMemory<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type) is { } value ? (value, null) : (null, new("", "expected an object, found null"));
        }
        catch (JsonException e)
        {
            string place = e.Path?.Replace("$", "", StringComparison.Ordinal).Replace('.', '/') ?? "";
            return (null, new(place, "no JSON of the expected shape", e.LineNumber + 1, e.BytePositionInLine + 1));
        }
    }
}
