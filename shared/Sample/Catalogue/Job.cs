using Observability.Sample.Calendars;

namespace Observability.Sample.Catalogue;

/// <summary>What a job does when one of its inputs did not arrive.</summary>
internal enum Need
{
    /// <summary>Runs on what is there.</summary>
    Old,

    /// <summary>Succeeds, and writes nothing.</summary>
    Nothing,

    /// <summary>Fails.</summary>
    Fails,
}

internal sealed record Input(Dataset Dataset, Need Need);

/// <param name="Group">DAG for an Airflow task, else empty.</param>
/// <param name="Minutes">Median duration.</param>
/// <param name="Rows">Rows written by a run on an average day.</param>
/// <param name="RowBytes">Bytes a row.</param>
/// <param name="HourlyRate">USD for an hour of one run.</param>
/// <param name="Retries">Further attempts after a failed one.</param>
/// <param name="Growth">Added to the volume per day, as a ratio of the first day's.</param>
internal sealed record Job(
    Platform Platform, string Name, string Group, string Team, Cadence Cadence, double Minutes, double Rows, double RowBytes, double HourlyRate, Shape Shape,
    IReadOnlyList<Input> Inputs, IReadOnlyList<Dataset> Outputs, int Retries, double Growth)
{
    public string Namespace => Platform.Namespace;

    public string Subject => $"job:{Namespace}/{Name}";

    public TimeSpan Typical => TimeSpan.FromMinutes(Minutes);
}

/// <summary>A tool in one environment, and the resource that it runs on.</summary>
/// <param name="StartSeconds">From the due time to the start, median.</param>
internal sealed record Platform(string Key, string Namespace, string Integration, string JobType, string ResourceKey, double StartSeconds, string Producer, string Engine, string EngineVersion)
{
    public Resource Resource => Resources.Named(ResourceKey);
}
