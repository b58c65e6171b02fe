using Observability.Core.Primitives;

namespace Observability.Core.Incidents;

/// <summary>Which trouble upstream explains which trouble downstream.</summary>
public static class Causes
{
    private static readonly string[] NoData = [IncidentKind.RunFailed, IncidentKind.RunLate, IncidentKind.RunMissing, IncidentKind.RunSlow, IncidentKind.DatasetStale];

    /// <remarks>
    /// Data that does not come, or comes late, makes what waits for it late, missing, stale or failing. Data of another size makes what reads it
    /// slow, of another size, or failing. Money explains nothing downstream.
    /// </remarks>
    public static bool Explains(string upstream, string downstream) => downstream switch
    {
        IncidentKind.RunLate or IncidentKind.RunMissing or IncidentKind.DatasetStale => NoData.Contains(upstream),
        IncidentKind.RunFailed => upstream is IncidentKind.Volume || NoData.Contains(upstream) && upstream is not IncidentKind.RunSlow,
        IncidentKind.RunSlow => upstream is IncidentKind.Volume or IncidentKind.RunSlow,
        IncidentKind.Volume => upstream is IncidentKind.Volume || NoData.Contains(upstream),
        _ => false,
    };
}
