using Observability.Core.Incidents;

namespace Observability.Web.Incidents;

/// <summary>What the list was asked for; null: all.</summary>
public sealed record IncidentFilter(string? Kind, string? Severity, string? Owner, int Page);

/// <param name="Recent">A page of those that are over.</param>
/// <param name="Kinds">Kinds there are, for the filter.</param>
public sealed record IncidentsView(
    IReadOnlyList<IncidentSummary> Open, IReadOnlyList<IncidentSummary> Recent, int Found, IReadOnlyList<string> Kinds, IReadOnlyList<string> Owners, IncidentFilter Filter);
