using System.Text.Json.Nodes;

namespace Observability.Core.Telemetry;

/// <summary>The tables as JSON, which the infrastructure creates and the check of queries knows.</summary>
public static class LogSchema
{
    /// <returns><c>{"tables":[{"name","stream","description","columns":[{"name","type","description"}…]}…]}</c>, types as Azure Monitor spells them.</returns>
    public static JsonObject Make() => new() { ["tables"] = new JsonArray([.. LogTables.All.Select(Table)]) };

    /// <summary>The type of a column in a data collection rule and in a table.</summary>
    public static string TypeOf(LogType type) => type switch
    {
        LogType.Time => "datetime",
        LogType.Whole => "long",
        LogType.Number => "real",
        _ => "string",
    };

    private static JsonObject Table(LogTable table) => new()
    {
        ["name"] = table.Name,
        ["stream"] = table.Stream,
        ["description"] = table.Means,
        ["columns"] = new JsonArray([.. table.Columns.Select(Column)]),
    };

    private static JsonObject Column(LogColumn column) => new() { ["name"] = column.Name, ["type"] = TypeOf(column.Type), ["description"] = column.Means };
}
