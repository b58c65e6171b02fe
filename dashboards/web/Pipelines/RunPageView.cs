using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Series;

namespace Observability.Web.Pipelines;

/// <param name="Durations">Of the job, around this run.</param>
/// <param name="Own">The point that is this run; null when it did not end well, or says nothing of what is usual.</param>
/// <param name="Attempts">Other runs of the job for the same schedule, or of the same parent.</param>
/// <param name="Children">Runs that it started, as far as the day's list shows them.</param>
/// <param name="Incidents">That touch the job, from the time of the run on.</param>
public sealed record RunPageView(
    Run Run, IReadOnlyList<SeriesPoint> Durations, SeriesPoint? Own, IReadOnlyList<RunSummary> Attempts, IReadOnlyList<RunSummary> Children, IReadOnlyList<IncidentSummary> Incidents);
