using System.Text.Json.Serialization;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Incidents;

/// <summary>An incident as scripts, the HTTP API and webhooks see it: <c>{"type":"incident",…}</c>. Stable; fields are only ever added.</summary>
public sealed record IncidentView
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "incident";

    public required string Id { get; init; }

    public required string Kind { get; init; }

    /// <summary><c>critical</c>, <c>warning</c> or <c>info</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>The root, by the name that other tools look for.</summary>
    public required Subject Subject { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset Opened { get; init; }

    public DateTimeOffset? Closed { get; init; }

    /// <summary><c>open</c>, <c>acknowledged</c> or <c>resolved</c>.</summary>
    public required string State { get; init; }

    public required Subject Root { get; init; }

    public required IReadOnlyList<Subject> Members { get; init; }

    public required IReadOnlyList<Subject> Impacted { get; init; }

    public string? Owner { get; init; }

    public required Evidence Evidence { get; init; }

    public required IReadOnlyList<Advice> Recommendations { get; init; }

    public required int Notifications { get; init; }

    public static IncidentView Of(Incident incident) => new()
    {
        Id = incident.Id,
        Kind = incident.Kind,
        Severity = Word(incident.Severity),
        Subject = incident.Root,
        Title = incident.Title,
        Opened = incident.Opened,
        Closed = incident.Closed,
        State = Word(incident.State),
        Root = incident.Root,
        Members = [.. incident.Members.Select(m => m.Subject).Distinct()],
        Impacted = incident.Impacted,
        Owner = incident.Owner,
        Evidence = incident.Evidence,
        Recommendations = incident.Advice,
        Notifications = incident.Notifications,
    };

    private static string Word<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
