using Observability.Core.Primitives;

namespace Observability.Core.Incidents;

/// <summary>An incident as a list shows it. Stands in the index rows, so that a list of any length reads nothing else.</summary>
/// <param name="Members">How many subjects it touches.</param>
/// <param name="Impacted">How many subjects downstream may be hurt next.</param>
/// <param name="Touches">The first of its members, the root among them, with what is wrong with each.</param>
public sealed record IncidentSummary(
    string Id,
    string Kind,
    Severity Severity,
    IncidentState State,
    Subject Root,
    string Title,
    DateTimeOffset Opened,
    DateTimeOffset? Closed,
    string? Owner,
    int Members,
    int Impacted,
    IReadOnlyList<Touched> Touches)
{
    /// <summary>Most members that a summary names.</summary>
    public const int MostTouched = 30;

    public static IncidentSummary Of(Incident incident) => new(
        incident.Id,
        incident.Kind,
        incident.Severity,
        incident.State,
        incident.Root,
        incident.Title,
        incident.Opened,
        incident.Closed,
        incident.Owner,
        incident.Members.Count,
        incident.Impacted.Count,
        [.. incident.Members.Take(MostTouched).Select(m => new Touched(m.Subject, m.Kind, m.Until is null))]);

    public bool Touched(Subject subject) => Root == subject || Touches.Any(t => t.Subject == subject);
}

/// <summary>A member of an incident in its summary.</summary>
/// <param name="Still">Whether it is not well yet.</param>
public sealed record Touched(Subject Subject, string Kind, bool Still);
