using Observability.Core.Incidents;
using Observability.Core.Lineage;
using Observability.Core.Series;

namespace Observability.Web.Freshness;

/// <param name="Updates">Newest first.</param>
/// <param name="Judged">How its rows are judged after what people said; empty when nobody said anything.</param>
public sealed record DatasetPageView(
    KnownDataset Dataset, IReadOnlyList<SeriesPoint> Rows, IReadOnlyList<SeriesPoint> Bytes, IReadOnlyList<SeriesPoint> Updates, Neighbours Lineage, IReadOnlyList<IncidentSummary> Incidents, string Judged);
