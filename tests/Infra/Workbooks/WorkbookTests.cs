using System.Text.Json.Nodes;
using Observability.Infra.Templates;

namespace Observability.Infra.Workbooks;

public sealed class WorkbookTests(Bicep bicep)
{
    public static TheoryData<string> All => WorkbookFiles.Names;

    [Theory]
    [MemberData(nameof(All))]
    public void The_file_to_import_is_what_its_source_and_queries_make(string name) =>
        Kept.Check(WorkbookFiles.Text(name), "dashboards", "workbooks", name + ".workbook.json");

    [Theory]
    [MemberData(nameof(All))]
    public void The_file_has_the_shape_of_a_workbook(string name) =>
        Assert.Empty(WorkbookShape.Check(Repository.Text("dashboards", "workbooks", name + ".workbook.json")));

    [Fact]
    public void What_is_wrong_with_a_workbook_is_said_with_its_place() => Assert.Equal(
        [
            "fallbackResourceIds: expected an empty list",
            "names a subscription",
            "items: runs is there twice",
            "items[0] runs: content has no query",
            "items[0] runs: visualization pie is none of ours",
            "items[0] runs: colour pink is none of Azure's",
            "items[2] type 12: expected text, a query or parameters, with content",
            "nobody can choose Nowhere",
        ],
        WorkbookShape.Check("""
            {
              "version": "Notebook/1.0",
              "$schema": "https://example.com/schema/workbook.json",
              "fallbackResourceIds": ["/subscriptions/33333333-3333-3333-3333-333333333333"],
              "items": [
                { "type": 3, "name": "runs", "content": { "version": "KqlItem/1.0", "size": 0, "title": "t", "noDataMessage": "m", "timeContext": { "durationMs": 1 }, "queryType": 0,
                  "resourceType": "r", "crossComponentResources": ["{Workspace}"], "visualization": "pie", "gridSettings": { "formatters": [{ "representation": "pink" }] } } },
                { "type": 1, "name": "runs", "content": { "json": "text" }, "conditionalVisibility": { "parameterName": "Nowhere" } },
                { "type": 12, "name": "group", "content": { "items": [] } }
              ]
            }
            """));

    [Fact]
    public void Every_query_is_used_by_a_workbook_and_every_workbook_has_a_source()
    {
        string sources = string.Concat(Directory.EnumerateFiles(Repository.At("dashboards", "workbooks", "source")).Select(File.ReadAllText));
        string[] queries = [.. Directory.EnumerateFiles(Repository.At("dashboards", "workbooks", "queries")).Select(f => Path.GetFileNameWithoutExtension(f)!)];

        Assert.All(queries, q => Assert.Contains($"\"query\": \"{q}\"", sources, StringComparison.Ordinal));
        Assert.Equal(All.Select(n => n.Data + ".workbook.json").Order(), Directory.EnumerateFiles(Repository.At("dashboards", "workbooks"), "*.json").Select(f => Path.GetFileName(f)!).Order());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_comes_from_outside_is_not_put_into_a_query_as_it_is(string name)
    {
        // A job may be called anything: what a chosen row hands on is a hash.
        JsonArray items = (JsonArray)WorkbookFiles.Make(name)["items"]!;
        Assert.All(items.Select(i => (string?)i!["content"]?["exportFieldName"]).OfType<string>(), field => Assert.EndsWith("Key", field, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_deployment_shows_the_workbook_with_its_own_workspace_chosen(string name)
    {
        Predicted made = await bicep.PredictAsync("dev");
        PredictedResource deployed = Assert.Single(made.Of("Microsoft.Insights/workbooks"), w => w["displayName"] == $"Observability: {name}");
        string workspace = made.One("Microsoft.OperationalInsights/workspaces").Id;

        JsonObject expected = WorkbookFiles.Make(name);
        JsonNode chosen = expected["items"]!.AsArray().Single(i => (int)i!["type"]! == 9)!["content"]!["parameters"]![0]!;
        chosen["value"] = workspace;
        chosen["typeSettings"]!["additionalResourceOptions"]![0] = workspace;
        Assert.Equal(workspace, deployed["sourceId"]);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(deployed["serializedData"]!)));
    }
}
