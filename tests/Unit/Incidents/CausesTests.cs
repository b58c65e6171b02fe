using Observability.Core.Incidents;
using Observability.Core.Primitives;

namespace Observability.Unit.Incidents;

public sealed class CausesTests
{
    private static readonly string[] Kinds =
    [
        IncidentKind.RunFailed, IncidentKind.RunSlow, IncidentKind.RunLate, IncidentKind.RunMissing, IncidentKind.DatasetStale,
        IncidentKind.Volume, IncidentKind.Spend, IncidentKind.SeriesAnomaly, IncidentKind.StreamLag,
    ];

    [Theory]
    [InlineData(IncidentKind.RunLate, "run-failed run-slow run-late run-missing dataset-stale")]
    [InlineData(IncidentKind.RunMissing, "run-failed run-slow run-late run-missing dataset-stale")]
    [InlineData(IncidentKind.DatasetStale, "run-failed run-slow run-late run-missing dataset-stale")]
    [InlineData(IncidentKind.RunFailed, "run-failed run-late run-missing dataset-stale volume")]
    [InlineData(IncidentKind.RunSlow, "run-slow volume")]
    [InlineData(IncidentKind.Volume, "run-failed run-slow run-late run-missing dataset-stale volume")]
    [InlineData(IncidentKind.Spend, "")]
    [InlineData(IncidentKind.SeriesAnomaly, "")]
    [InlineData(IncidentKind.StreamLag, "")]
    public void Trouble_downstream_is_explained_by(string downstream, string upstream) =>
        Assert.Equal(upstream, string.Join(' ', Kinds.Where(k => Causes.Explains(k, downstream))));
}
