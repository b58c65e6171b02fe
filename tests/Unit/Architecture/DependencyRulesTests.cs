using System.Text.RegularExpressions;

namespace Observability.Unit.Architecture;

/// <summary>Owns the table of who may know whom.</summary>
public sealed partial class DependencyRulesTests
{
    // Layers of projects: one may refer to those left of it.
    private static readonly string[][] Projects = [["shared/Core"], ["shared/Adapters", "shared/Sample"], ["functions", "dashboards"]];

    // Layers inside Core: a folder may use those of earlier layers, and of its own where the layer holds what works together.
    private static readonly string[][] Folders =
    [
        ["Primitives", "Configuration"],
        ["Storage", "Series"],
        ["Ingestion", "Pipelines", "Lineage", "Freshness", "Cost", "Detection", "Inventory", "OwnCost"],
        ["Recommendations"],
        ["Incidents"],
        ["Slos", "Collectors"],
        ["Notifications"],
        ["Reports", "Telemetry"],
    ];

    [Fact]
    public void Projects_refer_one_way() => Assert.Equal("", string.Join('\n',
        from project in Repository.Files("shared", ".csproj").Concat(Repository.Files("functions", ".csproj")).Concat(Repository.Files("dashboards", ".csproj"))
        from line in project.Lines.Index()
        let reference = Reference().Match(line.Item)
        where reference.Success
        let to = Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(project.Path)!, reference.Groups[1].Value)).Replace('\\', '/')
        where !MayRefer(project.Path, to)
        select $"{project.Path}:{line.Index + 1}: {project.Path} must not refer to {to}"));

    [Fact]
    public void Folders_of_Core_use_one_way() => Assert.Equal("", string.Join('\n', ForeignUses(Repository.Files("shared/Core", ".cs"))));

    [Fact]
    public void Every_folder_of_Core_is_in_the_table() => Assert.Empty(
        Repository.Files("shared/Core", ".cs").Select(f => f.Path.Split('/')).Where(p => p.Length > 3).Select(p => p[2]).Distinct().Except(Folders.SelectMany(f => f)));

    [Fact]
    public void A_use_of_a_later_folder_is_found_at_its_line() => Assert.Equal(
        [
            "shared/Core/Series/X.cs:2: Series must not use Incidents",
            "shared/Core/Series/X.cs:5: Series must not use Reports",
        ],
        ForeignUses([("shared/Core/Series/X.cs", ["using System;", "using Observability.Core.Incidents;", "using Observability.Core.Storage;", "", "  Observability.Core.Reports.Week w;"])]));

    private static bool MayRefer(string from, string to) =>
        LayerOf(Projects, from) is var low && LayerOf(Projects, to) is var high && low >= 0 && high >= 0
        && (high < low || high == low && low == Projects.Length - 1);

    private static int LayerOf(string[][] layers, string path) => Array.FindIndex(layers, layer => layer.Any(p => path.StartsWith(p + "/", StringComparison.Ordinal)));

    private static IEnumerable<string> ForeignUses(IEnumerable<(string Path, string[] Lines)> files) =>
        from file in files
        let parts = file.Path.Split('/')
        where parts.Length > 3
        from line in file.Lines.Index()
        from Match use in Use().Matches(line.Item)
        let used = use.Groups[1].Value
        where Array.FindIndex(Folders, l => l.Contains(used)) > Array.FindIndex(Folders, l => l.Contains(parts[2]))
        select $"{file.Path}:{line.Index + 1}: {parts[2]} must not use {used}";

    [GeneratedRegex("<ProjectReference Include=\"([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\bObservability\.Core\.(\w+)")]
    private static partial Regex Use();
}
