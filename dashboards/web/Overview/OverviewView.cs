using System.Globalization;
using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Series;
using Observability.Core.Slos;
using Observability.Web.Cost;

namespace Observability.Web.Overview;

/// <summary>What the first page shows.</summary>
/// <param name="Days">What was counted of the last four weeks, oldest first.</param>
/// <param name="Recent">Newest runs.</param>
public sealed record OverviewView(
    IReadOnlyList<IncidentSummary> Open,
    IReadOnlyList<CostSummary> Costs,
    Standing Jobs,
    Standing Datasets,
    IReadOnlyList<EstateDay> Days,
    IReadOnlyList<RunSummary> Recent)
{
    public bool Empty => Jobs.Known == 0 && Datasets.Known == 0 && Costs.Count == 0 && Open.Count == 0;
}

/// <summary>How the jobs or the datasets stand.</summary>
/// <param name="Known">As of the newest day that was counted where there are many, else as of now.</param>
/// <param name="InTrouble">Now; of more than <see cref="Most"/> only so many are looked at.</param>
/// <param name="Worst">The first few: what failed, newest first, then what is late, longest first, then what else is unusual.</param>
public sealed record Standing(int Known, int InTrouble, IReadOnlyList<Trouble> Worst)
{
    /// <summary>As many as one page of a range holds, less the one that tells that there are more.</summary>
    public const int Most = 999;

    public static Standing Of(int known, IReadOnlyList<Trouble> troubles, int shown) => new(
        Math.Max(known, troubles.Count),
        troubles.Count,
        [
            .. troubles.OrderBy(t => t.FailingSince is null).ThenBy(t => t.LateSince is null).ThenByDescending(t => t.FailingSince).ThenBy(t => t.LateSince)
                .ThenBy(t => t.Subject.Text, StringComparer.Ordinal).Take(shown),
        ]);

    public string KnownText => Known.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The number in trouble as words.</summary>
    public string InTroubleText => InTrouble > Most ? $"over {Most}" : $"{InTrouble}";
}
