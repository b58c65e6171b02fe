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
}
