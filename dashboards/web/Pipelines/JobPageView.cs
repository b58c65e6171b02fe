using Observability.Core.Incidents;
using Observability.Core.Lineage;
using Observability.Core.Pipelines;
using Observability.Core.Series;

namespace Observability.Web.Pipelines;

/// <param name="Durations">Points of the last weeks.</param>
/// <param name="Runs">Newest runs.</param>
/// <param name="Incidents">Open ones that touch the job.</param>
/// <param name="Judged">How its durations are judged after what people said; empty when nobody said anything.</param>
public sealed record JobPageView(KnownJob Job, IReadOnlyList<SeriesPoint> Durations, IReadOnlyList<RunSummary> Runs, Neighbours Lineage, IReadOnlyList<IncidentSummary> Incidents, string Judged);
