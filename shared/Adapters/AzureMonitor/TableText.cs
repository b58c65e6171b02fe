using System.Text;
using System.Text.Json;
using Observability.Core.Collectors;

namespace Observability.Adapters.AzureMonitor;

/// <summary>The table of a query's answer as CSV.</summary>
internal static class TableText
{
    /// <returns>null when it has no rows.</returns>
    /// <exception cref="SourceFailedException">The answer is partial, or no table.</exception>
    public static string? Of(BinaryData answer, string what)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.ToMemory());
            JsonElement root = document.RootElement;
            if (root.TryGetProperty("error", out JsonElement error))
            {
                string? code = error.TryGetProperty("code", out JsonElement text) ? text.GetString() : null;
                throw new SourceFailedException(SourceFailure.Unavailable, $"{what}: the answer is partial ({code ?? "no reason given"})");
            }

            JsonElement table = root.GetProperty("tables")[0];
            if (table.GetProperty("rows").GetArrayLength() == 0)
            {
                return null;
            }

            StringBuilder csv = new();
            Line(csv, table.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString() ?? ""));
            foreach (JsonElement row in table.GetProperty("rows").EnumerateArray())
            {
                Line(csv, row.EnumerateArray().Select(Cell));
            }

            return csv.ToString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new SourceFailedException(SourceFailure.BadAnswer, $"{what}: expected a table of columns and rows", null, e);
        }
    }

    private static string Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => cell.GetString()!,
        _ => cell.GetRawText(),
    };

    private static void Line(StringBuilder csv, IEnumerable<string> cells) =>
        csv.AppendJoin(',', cells.Select(c => c.AsSpan().IndexOfAny(",\"\r\n") < 0 ? c : $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
}
