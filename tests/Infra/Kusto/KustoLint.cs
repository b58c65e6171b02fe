using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Observability.Core.Telemetry;

namespace Observability.Infra.Kusto;

/// <summary>Checks queries against the tables that we write and those that Azure fills, with the language service of Azure Data Explorer under Node.js; installs itself on first use.</summary>
public sealed class KustoLint : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Of Azure's own tables the columns that may be used here.
    private static readonly (string Name, string Schema)[] Azures =
    [
        ("AppRequests", "(TimeGenerated: datetime, Name: string, Success: bool, ResultCode: string, DurationMs: real, ItemCount: int, OperationId: string, AppRoleName: string)"),
        ("AppExceptions", "(TimeGenerated: datetime, ExceptionType: string, OuterMessage: string, OperationName: string, ItemCount: int, AppRoleName: string)"),
        ("StorageQueueLogs", "(TimeGenerated: datetime, OperationName: string, Uri: string, StatusCode: string)"),
        ("Usage", "(TimeGenerated: datetime, DataType: string, Quantity: real, IsBillable: bool)"),
    ];

    /// <summary>Why it is not there, in one line; null when it works.</summary>
    public string? Absent { get; private set; }

    private static string Folder => Repository.At("tests", "Infra", "Kusto");

    private static string Modules => Path.Combine(Folder, "node_modules");

    public async ValueTask InitializeAsync()
    {
        using CancellationTokenSource timeout = new(Patience);
        if (Start("node", "--version") is not { } node)
        {
            Absent = "the check of queries needs Node.js, and there is no node on the PATH";
            return;
        }

        using (node)
        {
            await node.WaitForExitAsync(timeout.Token);
        }

        if (!Directory.Exists(Path.Combine(Modules, "@kusto")) || !Directory.Exists(Path.Combine(Modules, "ajv")))
        {
            Absent = await InstallAsync(timeout.Token);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <returns>Of each query what is wrong with it, as <c>name:line:column code problem</c>.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(params IEnumerable<(string Name, string Text)> queries)
    {
        Assert.SkipWhen(Absent is not null, Absent ?? "");
        JsonObject asked = new()
        {
            ["folder"] = Modules,
            ["tables"] = new JsonArray([.. LogTables.All.Select(t => (t.Name, Schema: Schema(t))).Concat(Azures).Select(t => new JsonObject { ["name"] = t.Name, ["schema"] = t.Schema })]),
            ["queries"] = new JsonArray([.. queries.Select(q => new JsonObject { ["name"] = q.Name, ["text"] = q.Text })]),
        };
        return await AskAsync("lint.cjs", asked);
    }

    /// <returns>Of each document what in it is not as the schema says, as <c>name:place problem</c>.</returns>
    public async Task<IReadOnlyList<string>> AgainstAsync(string schema, params IEnumerable<(string Name, string Json)> documents)
    {
        Assert.SkipWhen(Absent is not null, Absent ?? "");
        return await AskAsync("schema.cjs", new()
        {
            ["folder"] = Modules,
            ["schema"] = JsonNode.Parse(schema),
            ["documents"] = new JsonArray([.. documents.Select(d => new JsonObject { ["name"] = d.Name, ["json"] = JsonNode.Parse(d.Json) })]),
        });
    }

    private static async Task<IReadOnlyList<string>> AskAsync(string script, JsonObject asked)
    {
        using Process node = Start("node", Path.Combine(Folder, script))!;
        Task<string> output = node.StandardOutput.ReadToEndAsync();
        Task<string> errors = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(asked.ToJsonString());
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return [.. JsonSerializer.Deserialize<JsonArray>(await output)!.SelectMany(a => a!["problems"]!.AsArray().Select(p => $"{a["name"]}:{p}"))];
    }

    private static string Schema(LogTable table) => $"({string.Join(", ", table.Columns.Select(c => $"{c.Name}: {LogSchema.TypeOf(c.Type)}"))})";

    private static async Task<string?> InstallAsync(CancellationToken cancel)
    {
        using Process? install = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        if (install is null)
        {
            return "the check of queries is installed by npm, and there is no npm on the PATH";
        }

        Task<string> output = install.StandardOutput.ReadToEndAsync(cancel);
        string errors = await install.StandardError.ReadToEndAsync(cancel);
        await install.WaitForExitAsync(cancel);
        await output;
        return install.ExitCode == 0 ? null : $"npm ci of the check of queries failed: {errors.ReplaceLineEndings(" ").Trim()}";
    }

    /// <summary>Null when there is no such program.</summary>
    private static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
