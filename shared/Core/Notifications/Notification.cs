using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Notifications;

/// <summary>Why somebody is told something now.</summary>
public enum NotificationReason
{
    Opened,

    /// <summary>More subjects, a worse kind or a higher severity than last told.</summary>
    Worse,
    Repeated,
    Resolved,
    Report,
    Recommendations,
}

/// <summary>One message to one receiver, complete: whoever delivers it needs nothing else.</summary>
public sealed record Notification
{
    /// <summary>Stable over retries: the receiver can recognise a second copy by it. No dots.</summary>
    public required string Id { get; init; }

    public required string Receiver { get; init; }

    public required NotificationReason Reason { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Grows with every message about the same thing to the same receiver: a newer one makes an older one that is still under way superfluous.</summary>
    public int Revision { get; init; }

    /// <summary>Trace of the work that caused it, as W3C <c>traceparent</c>; null when nobody traced it.</summary>
    public string? Trace { get; init; }

    /// <summary>What made it news, for example <c>warning became critical</c>; null for reports.</summary>
    public string? Change { get; init; }

    /// <summary>The incident as it was at this moment; null for reports and recommendations.</summary>
    public Incident? Incident { get; init; }

    /// <summary>Our page about the incident, where something can be done about it: an address that lets in whoever has it. Null when nobody could reach it.</summary>
    public Uri? Page { get; init; }

    /// <summary>Headline and lines of a report or of new recommendations; null for incidents.</summary>
    public Digest? Digest { get; init; }
}

/// <summary>A message that is no incident.</summary>
/// <param name="Period">For example <c>2026-W47</c>.</param>
/// <param name="Facts">Label and value, in order.</param>
/// <param name="Link">Where the whole can be read; null when there is no place to link to.</param>
public sealed record Digest(
    string Title, string Period, string Text, IReadOnlyList<(string Label, string Value)> Facts, IReadOnlyList<Advice> Advice, IReadOnlyList<Subject> Subjects, string? Link);
