using System.Text.Json.Nodes;

namespace Observability.Infra.Workbooks;

/// <summary>Makes a workbook, as Azure imports it, of its source in dashboards/workbooks/source and of the queries that it names.</summary>
/// <remarks>What a source may say is described in docs/azure.md; what it says nothing of is the same in every workbook, and stands here.</remarks>
internal static class AssembleWorkbook
{
    private const string Workspaces = "microsoft.operationalinsights/workspaces";

    /// <param name="source">Text of a source: a list of items.</param>
    /// <param name="other">Text of another source by its name.</param>
    /// <param name="query">Text of a query by its name.</param>
    public static JsonObject Run(string source, Func<string, string> other, Func<string, string> query) => new()
    {
        ["version"] = "Notebook/1.0",
        ["items"] = new JsonArray([.. Items(source, other, query)]),
        ["fallbackResourceIds"] = new JsonArray(),
        ["$schema"] = "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
    };

    private static IEnumerable<JsonNode> Items(string source, Func<string, string> other, Func<string, string> query) =>
        JsonNode.Parse(source)!.AsArray().SelectMany(item => (string?)item!["use"] is { } used ? Items(other(used), other, query) : [Item((JsonObject)item, query)]);

    private static JsonObject Item(JsonObject item, Func<string, string> query)
    {
        (int type, JsonObject content) = item switch
        {
            _ when item["text"] is { } text => (1, new JsonObject { ["json"] = text.DeepClone() }),
            _ when item["parameters"] is JsonArray parameters => (9, Parameters.Of(parameters, query)),
            _ => (3, Query(item, query)),
        };
        JsonObject made = new() { ["type"] = type, ["content"] = content };
        if ((item["when"] ?? item["unless"]) is { } other)
        {
            made["conditionalVisibility"] = new JsonObject
            {
                ["parameterName"] = other.DeepClone(),
                ["comparison"] = item["when"] is null ? "isEqualTo" : "isNotEqualTo",
                ["value"] = "",
            };
        }

        if (item["width"] is { } width)
        {
            made["customWidth"] = width.ToString();
        }

        made["name"] = item["name"]!.DeepClone();
        return made;
    }

    private static JsonObject Query(JsonObject item, Func<string, string> query)
    {
        JsonObject content = new()
        {
            ["version"] = "KqlItem/1.0",
            ["query"] = query((string)item["query"]!),
            ["size"] = item["chart"] is null ? 4 : 0,
            ["title"] = item["title"]!.DeepClone(),
            ["noDataMessage"] = (string?)item["empty"] ?? "No rows in this time.",
        };
        Time(content, item["days"]);
        if (item["choose"] is { } choose)
        {
            content["exportFieldName"] = choose["field"]!.DeepClone();
            content["exportParameterName"] = choose["as"]!.DeepClone();
        }

        content["queryType"] = 0;
        content["resourceType"] = Workspaces;
        content["crossComponentResources"] = new JsonArray("{Workspace}");
        content["visualization"] = (string?)item["chart"] ?? (item["tiles"] is null ? "table" : "tiles");
        if (item["tiles"] is JsonObject tiles)
        {
            content["tileSettings"] = Formatters.Tiles(item, tiles);
        }
        else if (item["chart"] is null)
        {
            content["gridSettings"] = Formatters.Grid(item);
        }

        return content;
    }

    /// <summary>The time that was chosen, or always the same number of days.</summary>
    internal static void Time(JsonObject content, JsonNode? days)
    {
        content["timeContext"] = new JsonObject { ["durationMs"] = days is null ? 0 : (long)days * 86_400_000 };
        if (days is null)
        {
            content["timeContextFromParameter"] = "TimeRange";
        }
    }
}
