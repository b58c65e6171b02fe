using System.Text.Json.Nodes;
using Observability.Core.Primitives;

namespace Observability.Infra.Workbooks;

/// <summary>The row of choices at the top of a workbook.</summary>
internal static class Parameters
{
    private static readonly long[] Spans = [3_600_000, 14_400_000, 86_400_000, 259_200_000, 604_800_000, 1_209_600_000, 2_592_000_000];

    public static JsonObject Of(JsonArray parameters, Func<string, string> query) => new()
    {
        ["version"] = "KqlParameterItem/1.0",
        ["crossComponentResources"] = new JsonArray("{Workspace}"),
        ["parameters"] = new JsonArray([.. parameters.Select(p => One((JsonObject)p!, query))]),
        ["style"] = "pills",
        ["queryType"] = 0,
        ["resourceType"] = "microsoft.operationalinsights/workspaces",
    };

    private static JsonObject One(JsonObject given, Func<string, string> query)
    {
        string name = (string)given["name"]!;
        JsonObject one = new()
        {
            ["id"] = new Guid(Convert.FromHexString(ContentHash.Of("workbook parameter", name))).ToString(),
            ["version"] = "KqlParameterItem/1.0",
            ["name"] = name,
            ["label"] = given["label"]!.DeepClone(),
            ["isRequired"] = true,
        };
        switch ((string?)given["kind"])
        {
            case "workspace":
                Workspace(one);
                break;
            case "time":
                one["type"] = 4;
                one["value"] = new JsonObject { ["durationMs"] = given["durationMs"]!.DeepClone() };
                one["typeSettings"] = new JsonObject { ["selectableValues"] = new JsonArray([.. Spans.Select(s => new JsonObject { ["durationMs"] = s })]), ["allowCustom"] = true };
                break;
            default:
                Choice(one, query((string)given["query"]!));
                AssembleWorkbook.Time(one, given["days"]);
                break;
        }

        return one;
    }

    // The first workspace there is; a deployment puts its own in the place of it.
    private static void Workspace(JsonObject one)
    {
        one["type"] = 5;
        one["query"] = "resources | where type =~ 'microsoft.operationalinsights/workspaces' | project id";
        one["crossComponentResources"] = new JsonArray("value::all");
        one["typeSettings"] = new JsonObject { ["additionalResourceOptions"] = new JsonArray("value::1"), ["showDefault"] = false };
        one["queryType"] = 1;
        one["resourceType"] = "microsoft.resourcegraph/resources";
        one["value"] = "value::1";
    }

    private static void Choice(JsonObject one, string query)
    {
        one["type"] = 2;
        one["multiSelect"] = true;
        one["quote"] = "'";
        one["delimiter"] = ",";
        one["query"] = query;
        one["crossComponentResources"] = new JsonArray("{Workspace}");
        one["typeSettings"] = new JsonObject { ["additionalResourceOptions"] = new JsonArray("value::all"), ["selectAllValue"] = "*", ["showDefault"] = false };
        one["queryType"] = 0;
        one["resourceType"] = "microsoft.operationalinsights/workspaces";
        one["value"] = new JsonArray("value::all");
    }
}
