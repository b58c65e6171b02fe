using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Observability.Infra.Workbooks;

/// <summary>What Azure takes for a workbook, and what we ask of one besides. Says everything that is wrong, each with its place.</summary>
internal static partial class WorkbookShape
{
    // The kinds of item that we use: text, query, parameters.
    private static readonly Dictionary<int, string[]> Content = new()
    {
        [1] = ["json"],
        [3] = ["version", "query", "size", "title", "noDataMessage", "timeContext", "queryType", "resourceType", "crossComponentResources", "visualization"],
        [9] = ["version", "parameters", "style", "queryType", "resourceType", "crossComponentResources"],
    };

    private static readonly string[] Visualizations = ["table", "tiles", "barchart", "linechart", "areachart", "scatterchart"];

    private static readonly string[] Chosen = ["Workspace", "TimeRange", "Team"];

    private static readonly string[] Colours = ["redBright", "orange", "yellow", "green", "blue", "gray"];

    public static IReadOnlyList<string> Check(string text)
    {
        JsonObject workbook = (JsonObject)JsonNode.Parse(text)!;
        JsonObject[] items = [.. (workbook["items"] as JsonArray ?? []).Select(i => (JsonObject)i!)];
        return
        [
            .. Wrong((string?)workbook["version"] == "Notebook/1.0", "version: expected Notebook/1.0"),
            .. Wrong(workbook["fallbackResourceIds"] is JsonArray { Count: 0 }, "fallbackResourceIds: expected an empty list"),
            .. Wrong(((string?)workbook["$schema"])?.EndsWith("/schema/workbook.json", StringComparison.Ordinal) == true, "$schema: expected the one of workbooks"),
            .. Wrong(items.Length > 0, "items: expected some"),
            .. Wrong(!Resource().IsMatch(text), "names a subscription"),
            .. Wrong(!text.Contains("fromTemplateId", StringComparison.Ordinal), "comes from a template"),
            .. items.Select(i => (string?)i["name"]).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => $"items: {g.Key} is there twice"),
            .. items.SelectMany((item, i) => Item(item).Select(p => $"items[{i}] {p}")),
            .. Choices(items),
        ];
    }

    private static IEnumerable<string> Item(JsonObject item)
    {
        int type = (int?)item["type"] ?? 0;
        if (item["content"] is not JsonObject content || !Content.TryGetValue(type, out string[]? needed))
        {
            return [$"type {type}: expected text, a query or parameters, with content"];
        }

        return
        [
            .. Wrong(!string.IsNullOrEmpty((string?)item["name"]), "has no name"),
            .. needed.Where(n => content[n] is null).Select(n => $"{item["name"]}: content has no {n}"),
            .. type == 3 ? Query(content).Select(p => $"{item["name"]}: {p}") : [],
            .. type == 9 ? Parameters((JsonArray)content["parameters"]!) : [],
        ];
    }

    private static IEnumerable<string> Query(JsonObject content) =>
    [
        .. Wrong((string?)content["version"] == "KqlItem/1.0", "version: expected KqlItem/1.0"),
        .. Wrong((string?)content["crossComponentResources"]?[0] == "{Workspace}", "asks another workspace than the chosen one"),
        .. Wrong(Visualizations.Contains((string?)content["visualization"]), $"visualization {content["visualization"]} is none of ours"),
        .. Wrong((long?)content["timeContext"]?["durationMs"] > 0 == (content["timeContextFromParameter"] is null), "expected the chosen time, or a number of days"),
        .. Wrong((content["exportFieldName"] is null) == (content["exportParameterName"] is null), "a choice has a field and a name"),
        .. Colour().Matches(content.ToJsonString()).Select(m => m.Groups[1].Value).Except(Colours).Select(c => $"colour {c} is none of Azure's"),
    ];

    private static IEnumerable<string> Parameters(JsonArray parameters) =>
    [
        .. parameters.GroupBy(p => (string?)p!["id"]).Where(g => g.Count() > 1 || !Guid.TryParse(g.Key, out _)).Select(g => $"parameter id {g.Key} is no GUID, or there twice"),
        .. Chosen.Except(parameters.Select(p => (string)p!["name"]!)).Select(n => $"has no parameter {n}"),
    ];

    // What a text asks for in braces has to be a choice at the top, or what a row that is chosen says.
    private static IEnumerable<string> Choices(JsonObject[] items)
    {
        HashSet<string> known =
        [
            .. items.SelectMany(i => i["content"]?["parameters"] as JsonArray ?? []).Select(p => (string)p!["name"]!),
            .. items.Select(i => (string?)i["content"]?["exportParameterName"]).OfType<string>(),
        ];
        IEnumerable<string> asked = items.SelectMany(i => Brace().Matches((string?)i["content"]?["query"] ?? "").Select(m => m.Groups[1].Value))
            .Concat(items.Select(i => (string?)i["conditionalVisibility"]?["parameterName"]).OfType<string>());
        return asked.Distinct().Where(a => !known.Contains(a)).Select(a => $"nobody can choose {a}");
    }

    private static string[] Wrong(bool right, string problem) => right ? [] : [problem];

    [GeneratedRegex("/subscriptions/[0-9a-f]{8}-", RegexOptions.IgnoreCase)]
    private static partial Regex Resource();

    [GeneratedRegex("\"representation\":\"(\\w+)\"")]
    private static partial Regex Colour();

    [GeneratedRegex(@"\{(\w+)(:\w+)?\}")]
    private static partial Regex Brace();
}
