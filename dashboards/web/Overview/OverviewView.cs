using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Series;
using Observability.Web.Cost;

namespace Observability.Web.Overview;

/// <summary>What the first page shows.</summary>
/// <param name="Late">Datasets that are late, longest first; the first few.</param>
/// <param name="Failing">Jobs whose last run failed or that are late; the first few.</param>
/// <param name="Recent">Newest runs.</param>
public sealed record OverviewView(
    IReadOnlyList<IncidentSummary> Open,
    IReadOnlyList<CostSummary> Costs,
    int Jobs,
    int Datasets,
    int LateDatasets,
    int FailingJobs,
    int LateJobs,
    IReadOnlyList<Outlook> Late,
    IReadOnlyList<Outlook> Failing,
    IReadOnlyList<RunSummary> Recent)
{
    public bool Empty => Jobs == 0 && Datasets == 0 && Costs.Count == 0 && Open.Count == 0;
}
