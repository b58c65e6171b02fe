namespace Observability.Core.Primitives;

/// <summary>The kinds of incident there are, as they are spelled everywhere.</summary>
public static class IncidentKind
{
    public const string RunFailed = "run-failed";
    public const string RunSlow = "run-slow";
    public const string RunLate = "run-late";
    public const string RunMissing = "run-missing";
    public const string DatasetStale = "dataset-stale";
    public const string Volume = "volume";
    public const string Spend = "spend";
    public const string SeriesAnomaly = "series-anomaly";
    public const string StreamLag = "stream-lag";
    public const string CollectorSilent = "collector-silent";
}
