using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Observability.Infra.Workbooks;

/// <summary>The workbooks of this repository, as they are made now.</summary>
internal static class WorkbookFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => ["overview", "pipelines", "freshness", "health"];

    public static JsonObject Make(string name) => AssembleWorkbook.Run(Source(name), Source, Query);

    public static string Text(string name) => Make(name).ToJsonString(Indented) + "\n";

    /// <summary>A query without the lines that only say what it is for.</summary>
    public static string Query(string name) =>
        string.Join('\n', Repository.Text("dashboards", "workbooks", "queries", name + ".kql").TrimEnd().Split('\n').SkipWhile(l => l.StartsWith("//", StringComparison.Ordinal)));

    private static string Source(string name) => Repository.Text("dashboards", "workbooks", "source", name + ".json");
}
