using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Web.Incidents;

/// <summary>Reads one incident with the picture of what it rests on: 2 ranges.</summary>
internal static class ReadIncident
{
    private static readonly TimeSpan Back = TimeSpan.FromDays(45);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <param name="said">How a form of this page was answered; null: none was sent.</param>
    /// <returns>null when there is no such incident.</returns>
    public static async Task<IncidentPageView?> RunAsync(Service service, string id, string? said, CancellationToken cancel)
    {
        if (await service.Incidents.FindAsync(id, cancel).ConfigureAwait(false) is not { Incident: { } incident })
        {
            return null;
        }

        (Subject subject, string? measure) = SeriesOf(incident);
        IReadOnlyList<SeriesPoint> points = measure is null
            ? []
            : await service.Series.PointsAsync(subject, measure, incident.Opened - Back, incident.Opened + Ahead, cancel).ConfigureAwait(false);
        bool drawn = points.Count > 1;
        return new(
            incident,
            TimelineOf(incident),
            drawn ? measure : null,
            drawn ? points : [],
            points.FirstOrDefault(p => p.Time == incident.Opened && p.Judgement is { Anomalous: true })?.Time,
            await service.Notifications.OfIncidentAsync(id, cancel).ConfigureAwait(false),
            SaidOf(said));
    }

    // Starts and arrivals have no height: their times are in the evidence.
    private static (Subject Subject, string? Measure) SeriesOf(Incident incident)
    {
        string[]? named = incident.Evidence.Series?.Split('|');
        (Subject subject, string? measure) = named is { Length: > 1 } ? (new Subject(string.Join('|', named[..^1])), named[^1]) : (incident.Root, incident.Evidence.Measure);
        return measure switch
        {
            Measures.Start or Measures.Failed or "next start" => (subject, Measures.Duration),
            Measures.Arrival or "next update" => (subject, Measures.Rows),
            _ => (subject, measure),
        };
    }

    private static IReadOnlyList<Moment> TimelineOf(Incident incident)
    {
        IEnumerable<Moment> began = incident.Members.Select((m, i) => new Moment(m.Since, m.Subject == incident.Root && i == 0 ? "critical" : "warning", m.Title, m));
        IEnumerable<Moment> ended = incident.Members.Where(m => m.Until is not null).Select(m => new Moment(m.Until!.Value, "good", "is well again", m));
        IEnumerable<Moment> said = incident.Comments.Select(c => new Moment(c.At, "info", $"{c.By}: {c.Text}"));
        return [.. began.Concat(ended).Concat(said).OrderBy(m => m.At)];
    }

    /// <summary>How a form was answered, in words; null when none was sent.</summary>
    public static string? SaidOf(string? said) => Enum.TryParse(said, out ActedReason reason)
        ? reason switch
        {
            ActedReason.Done => "Done.",
            ActedReason.Unchanged => "It was so already.",
            ActedReason.Over => "It is over: only comments and feedback are taken.",
            ActedReason.NothingSaid => "A comment needs some text.",
            ActedReason.NoSuchWord => "Choose useful, noise, planned or take back.",
            ActedReason.BadUntil => "Choose how long to snooze, at most 30 days.",
            _ => null,
        }
        : null;
}
