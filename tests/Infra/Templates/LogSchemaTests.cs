using System.Text.Json;
using System.Text.Json.Nodes;
using Observability.Core.Telemetry;

namespace Observability.Infra.Templates;

public sealed class LogSchemaTests(Bicep bicep)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void The_file_that_the_tables_are_made_from_is_what_the_code_says() =>
        Kept.Check(LogSchema.Make().ToJsonString(Indented) + "\n", "infra-bicep", "telemetry.json");

    [Fact]
    public async Task Every_column_that_the_service_writes_goes_through_the_rule_into_its_table()
    {
        Predicted made = await bicep.PredictAsync("dev");
        PredictedResource rule = made.One("Microsoft.Insights/dataCollectionRules");

        foreach (LogTable table in LogTables.All)
        {
            string[] columns = [.. table.Columns.Select(c => $"{c.Name} {LogSchema.TypeOf(c.Type)}")];
            PredictedResource deployed = Assert.Single(made.Of("Microsoft.OperationalInsights/workspaces/tables"), t => t.Name.EndsWith("/" + table.Name, StringComparison.Ordinal));
            Assert.Equal(columns, Columns(rule.Json["properties"]!["streamDeclarations"]![table.Stream]!["columns"]!));
            Assert.Equal(columns, Columns(deployed.At("schema.columns")!).Select(c => c.Replace("dateTime", "datetime", StringComparison.Ordinal)));
            JsonNode flow = Assert.Single(rule.At("dataFlows")!.AsArray(), f => (string?)f!["streams"]![0] == table.Stream)!;
            Assert.Equal(table.Stream, (string?)flow["outputStream"]);
        }
    }

    private static IEnumerable<string> Columns(JsonNode columns) => columns.AsArray().Select(c => $"{c!["name"]} {c["type"]}");
}
