using Observability.Core.Incidents;
using Observability.Core.Lineage;
using Observability.Core.Series;

namespace Observability.Web.Freshness;

/// <param name="Updates">Newest first.</param>
public sealed record DatasetPageView(
    KnownDataset Dataset, IReadOnlyList<SeriesPoint> Rows, IReadOnlyList<SeriesPoint> Bytes, IReadOnlyList<SeriesPoint> Updates, Neighbours Lineage, IReadOnlyList<IncidentSummary> Incidents);
