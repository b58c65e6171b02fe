using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Series;

namespace Observability.Web.Incidents;

/// <param name="Measure">Of the picture; null when there is none.</param>
/// <param name="Marked">The point that opened it; null when it is a deadline that passed.</param>
/// <param name="Said">What to tell whoever just sent a form; null: nothing.</param>
public sealed record IncidentPageView(
    Incident Incident,
    IReadOnlyList<Moment> Timeline,
    string? Measure,
    IReadOnlyList<SeriesPoint> Points,
    DateTimeOffset? Marked,
    IReadOnlyList<OutboxRow> Messages,
    string? Said);

/// <summary>Something that happened.</summary>
/// <param name="Tone">As icons know them.</param>
/// <param name="About">The member that it is about; null: the incident.</param>
public sealed record Moment(DateTimeOffset At, string Tone, string Text, Member? About = null);
