using System.Text.Json.Nodes;
using Observability.Infra.Kusto;

namespace Observability.Infra.Workbooks;

/// <summary>Workbooks against a schema of what Azure Monitor imports, by ajv.</summary>
public sealed class WorkbookSchemaTests(KustoLint tools)
{
    private static string Schema => Repository.Text("tests", "Infra", "Workbooks", "workbook.schema.json");

    [Fact]
    public async Task Every_workbook_is_as_the_schema_says() => Assert.Empty(await tools.AgainstAsync(
        Schema, WorkbookFiles.Names.Select(n => (n.Data, Repository.Text("dashboards", "workbooks", n.Data + ".workbook.json")))));

    [Fact]
    public async Task What_is_not_is_named_with_its_place()
    {
        string name = WorkbookFiles.Names.First().Data;
        JsonObject workbook = (JsonObject)JsonNode.Parse(Repository.Text("dashboards", "workbooks", name + ".workbook.json"))!;
        JsonArray items = workbook["items"]!.AsArray();
        int query = items.Select((item, at) => (item, at)).First(i => (int)i.item!["type"]! == 3).at;
        items[query]!["content"]!["visualisation"] = "table";
        items[query]!["content"]!.AsObject().Remove("query");
        items[^1]!["customWidth"] = "150";
        workbook["version"] = "Notebook/2.0";

        IReadOnlyList<string> problems = await tools.AgainstAsync(Schema, ("w", workbook.ToJsonString()));

        Assert.Equal(
            [
                "w:/version must be equal to constant",
                $"w:/items/{query}/content must have required property 'query'",
                $"w:/items/{query}/content must NOT have additional properties visualisation",
                $"w:/items/{items.Count - 1}/customWidth must match pattern \"^([1-9][0-9]?|100)$\"",
            ],
            problems.OrderBy(p => p.Contains("version", StringComparison.Ordinal) ? 0 : p.Contains("required", StringComparison.Ordinal) ? 1 : p.Contains("additional", StringComparison.Ordinal) ? 2 : 3));
    }
}
