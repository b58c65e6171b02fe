using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Incidents.Tuning;

/// <summary>Finds the series of values of which people said that an incident was useful or noise, with their points and what was said. Reads every incident there is; changes nothing.</summary>
public sealed class FindJudgedSeries(IncidentStore incidents, SeriesStore series)
{
    /// <returns>In the order of subjects and measures; the same store gives the same.</returns>
    public async Task<IReadOnlyList<JudgedSeries>> RunAsync(CancellationToken cancel)
    {
        Incident[] all = [.. await incidents.AllAsync(cancel).ToListAsync(cancel).ConfigureAwait(false)];
        ILookup<Subject, Incident> about = all.SelectMany(i => i.Members.Select(m => m.Subject).Distinct().Select(s => (Subject: s, Incident: i))).ToLookup(x => x.Subject, x => x.Incident);
        IEnumerable<(Subject Subject, string Measure)> spokenOf = all.Where(i => JudgedStretches.WordOf(i) is not null).SelectMany(LearnFromFeedback.SeriesOf).Distinct()
            .Where(s => JudgedStretches.HasValues(s.Subject, s.Measure))
            .OrderBy(s => s.Subject.Text, StringComparer.Ordinal).ThenBy(s => s.Measure, StringComparer.Ordinal);
        List<JudgedSeries> found = [];
        foreach ((Subject subject, string measure) in spokenOf)
        {
            IReadOnlyList<SeriesPoint> points = await series.PointsAsync(subject, measure, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancel).ConfigureAwait(false);
            if (JudgedStretches.Of(subject, measure, points, about[subject]) is { } judged)
            {
                found.Add(judged);
            }
        }

        return found;
    }
}
