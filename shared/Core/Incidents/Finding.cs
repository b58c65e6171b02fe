using Observability.Core.Primitives;

namespace Observability.Core.Incidents;

/// <summary>What a judge says about one subject at one time.</summary>
/// <param name="Kind">As <see cref="IncidentKind"/> spells them.</param>
/// <param name="At">Series time: when it went wrong, or when it was well again.</param>
/// <param name="Firing">False: what this kind said of the subject is over.</param>
/// <param name="Title">One line of plain text.</param>
public sealed record Finding(string Kind, Subject Subject, DateTimeOffset At, bool Firing, Severity Severity, string Title, Evidence Evidence)
{
    /// <summary>The kind that this one was before it got worse; null when it only ever was itself.</summary>
    public string? WorseThan { get; init; }

    /// <summary>Of one that is over: since when it was wrong. Null of one that fires.</summary>
    public DateTimeOffset? FiringSince { get; init; }

    /// <summary>Whether a member that is not well yet is what this finding speaks of; the end of an earlier trouble is not the end of a later one.</summary>
    public bool IsAbout(Member member) =>
        member.Subject == Subject && member.Until is null && (member.Kind == Kind || member.Kind == WorseThan)
        && (Firing || FiringSince is null || member.Since <= At || member.Since <= FiringSince);
}
