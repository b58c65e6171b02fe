using Observability.Adapters.DuckDb;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Azure;
using Observability.Core.Ingestion.Dbt;
using Observability.Core.Ingestion.OpenLineage;
using Observability.Core.Ingestion.Plain;

namespace Observability.Adapters.Files;

/// <summary>The formats that are read. A new one is one class and one line here.</summary>
public static class Formats
{
    /// <summary>In the order in which they are asked whether an input is theirs.</summary>
    public static IReadOnlyList<IFormat> All { get; } =
    [
        new OpenLineageFormat(),
        new DbtRunResults(),
        new DbtSources(),
        new AzureAdvisor(),
        new AzureMetrics(),
        new AzureInventory(),
        new RunsCsv(),
        new UpdatesCsv(),
        new PointsCsv(),
        new LagCsv(),
        new FocusCsv(),
    ];

    /// <summary>The format of a name as <c>--format</c> takes it.</summary>
    /// <param name="problem">What to tell the user when there is none of that name.</param>
    public static IFormat? Named(string name, out string problem)
    {
        IFormat? format = All.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase));
        problem = format is null
            ? $"--format {Core.Primitives.SafeText.Cut(name)}: no such format; there are {string.Join(", ", All.Select(each => each.Name))}"
            : "";
        return format;
    }
}
