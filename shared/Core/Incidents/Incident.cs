using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Incidents;

/// <summary>Where an incident is in its life.</summary>
public enum IncidentState
{
    Open,

    /// <summary>Somebody looks after it: repeats and escalations stop.</summary>
    Acknowledged,
    Resolved,
}

/// <summary>One subject that the incident touches: the root first, then what broke with it.</summary>
/// <param name="Kind">As <see cref="IncidentKind"/> spells them.</param>
/// <param name="Until">When it was well again; null while it is not.</param>
public sealed record Member(Subject Subject, string Kind, string Title, DateTimeOffset Since, DateTimeOffset? Until = null);

/// <summary>Findings with one cause, with a lifecycle.</summary>
public sealed record Incident
{
    /// <summary>Deterministic: the same history gives the same ids.</summary>
    public required string Id { get; init; }

    /// <summary>As <see cref="IncidentKind"/> spells them.</summary>
    public required string Kind { get; init; }

    public required Severity Severity { get; init; }

    public required Subject Root { get; init; }

    /// <summary>One line of plain text; from outside in part, so every channel escapes it.</summary>
    public required string Title { get; init; }

    public required DateTimeOffset Opened { get; init; }

    public DateTimeOffset? Closed { get; init; }

    public IncidentState State { get; init; }

    public string? Owner { get; init; }

    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>Subjects downstream of the members that nothing has gone wrong with yet.</summary>
    public IReadOnlyList<Subject> Impacted { get; init; } = [];

    public required Evidence Evidence { get; init; }

    /// <summary>What to change, best first, for incidents about money.</summary>
    public IReadOnlyList<Advice> Advice { get; init; } = [];

    /// <summary>Version of the settings that decided it; null: there were none.</summary>
    public string? Settings { get; init; }

    /// <summary>Grows with every change; a late retry of an older revision is dropped.</summary>
    public int Revision { get; init; }

    /// <summary>Notifications written so far.</summary>
    public int Notifications { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    public IReadOnlyList<Comment> Comments { get; init; } = [];

    /// <summary>What people say of its worth; the newest word of each.</summary>
    public IReadOnlyList<FeedbackGiven> Feedback { get; init; } = [];
}

/// <summary>What somebody said about an incident.</summary>
public sealed record Comment(DateTimeOffset At, string By, string Text);

/// <summary>Whether it was worth telling.</summary>
public enum Feedback
{
    Useful,

    /// <summary>Nothing was wrong.</summary>
    Noise,

    /// <summary>It was so, and meant to be.</summary>
    Planned,
}

public sealed record FeedbackGiven(DateTimeOffset At, string By, Feedback Says);
