using System.Text;
using System.Text.Json;

namespace Observability.Functions.OwnCost;

/// <summary>How many bytes of a row Log Analytics bills: the text of its columns, without their names and the JSON around them.</summary>
/// <remarks>Source: Microsoft, <i>Azure Monitor Logs cost calculations and options</i>, data size calculation, 2025.</remarks>
internal static class LogSize
{
    public static long Of(ReadOnlyMemory<byte> row)
    {
        using JsonDocument json = JsonDocument.Parse(row);
        return json.RootElement.EnumerateObject().Sum(column => column.Value.ValueKind == JsonValueKind.Null ? 0L : Encoding.UTF8.GetByteCount(column.Value.ToString()));
    }
}
