using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Incidents.Tuning;

/// <summary>Makes what people say of an incident count for the series that it is about; what was planned is judged again without being learned.</summary>
/// <remarks>Derived from the incident as it stands: the same again changes nothing, and feedback that is taken back leaves nothing behind.</remarks>
public sealed class LearnFromFeedback(IncidentStore incidents, TuningStore tuning, SeriesStore series, DueRows due, TimeProvider time) : IDueWork
{
    public string Kind => DueKind.Feedback;

    /// <param name="id">Of the incident.</param>
    public async Task RunAsync(string id, CancellationToken cancel)
    {
        if (await incidents.FindAsync(id, cancel).ConfigureAwait(false) is not { Incident: { } incident })
        {
            return;
        }

        foreach ((Subject subject, string measure) in SeriesOf(incident))
        {
            Tuned before = (await tuning.OfAsync(subject, 1, time.GetUtcNow(), cancel).ConfigureAwait(false))(measure);
            Vote[] votes = [.. incident.Feedback.Select(f => new Vote(id, subject, f.By, f.Says, f.At, incident.Opened, incident.Closed))];
            await tuning.PutAsync(id, subject, measure, votes, cancel).ConfigureAwait(false);
            if (!before.Plans.Where(p => p.Incident == id).SequenceEqual(votes.Where(v => v.Says == Feedback.Planned)))
            {
                await AgainAsync(subject, measure, incident.Opened, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The series that an incident is about: of its root, and of members that are of its kind.</summary>
    public static IEnumerable<(Subject Subject, string Measure)> SeriesOf(Incident incident) =>
        from member in incident.Members.Where(m => m.Kind == incident.Kind || m.Subject == incident.Root).Select(m => (m.Subject, m.Kind)).Distinct()
        let measure = MeasureOf(member.Kind, incident)
        where measure is not null
        select (member.Subject, measure);

    private static string? MeasureOf(string kind, Incident incident) => kind switch
    {
        IncidentKind.RunSlow => Measures.Duration,
        IncidentKind.RunLate or IncidentKind.RunMissing => Measures.Start,
        IncidentKind.DatasetStale => Measures.Arrival,
        IncidentKind.Volume => Measures.Rows,
        IncidentKind.StreamLag => Measures.Lag,
        IncidentKind.Spend or IncidentKind.SeriesAnomaly => incident.Kind == kind ? incident.Evidence.Measure : null,
        _ => null,
    };

    private async Task AgainAsync(Subject subject, string measure, DateTimeOffset from, CancellationToken cancel)
    {
        SubjectSeries loaded;
        do
        {
            loaded = await series.LoadAsync(subject, cancel).ConfigureAwait(false);
            if (loaded.Of(measure) is { Count: > 0 } tail)
            {
                loaded.Set(tail.From(from));
            }
        }
        while (!await series.SaveAsync(loaded, cancel).ConfigureAwait(false));

        await due.PutAsync(time.GetUtcNow(), DueKind.Judge, subject.Text, cancel).ConfigureAwait(false);
    }
}
