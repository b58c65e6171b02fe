using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Reports;

/// <summary>How well the week ran.</summary>
internal static class ReliabilityOf
{
    private const int MostJobs = 10;
    private const int MostIncidents = 15;

    public static ReliabilityView Of(ReportFacts facts)
    {
        string OwnerOf(Subject job) => Owners.Of(job, facts.Jobs.GetValueOrDefault(job), facts.Settings);
        RunSummary[] mine = [.. facts.Runs.Where(r => r.State is RunState.Succeeded or RunState.Failed && (facts.IsEstate || OwnerOf(r.Job) == facts.Audience))];
        RunSummary[] week = [.. mine.Where(r => r.Started >= facts.Week.Begin && r.Started < facts.Week.End)];
        RunSummary[] before = [.. mine.Where(r => r.Started < facts.Week.Begin && r.Started >= facts.Week.Begin.AddDays(-7))];
        Incident[] incidents = [.. facts.Incidents.Where(i => i.Opened < facts.Week.End && (i.Closed is null || i.Closed >= facts.Week.Begin) && IsMine(facts, i))];
        Member[] members = [.. incidents.SelectMany(i => i.Members)];
        return new()
        {
            Runs = week.Length,
            Failures = week.Count(r => r.State == RunState.Failed),
            RatioBefore = before.Length == 0 ? null : (double)before.Count(r => r.State == RunState.Failed) / before.Length,
            Worst =
            [
                .. week.GroupBy(r => r.Job)
                    .Select(g => new JobLine(
                        g.Key.Name, g.Count(), g.Count(r => r.State == RunState.Failed), OwnerOf(g.Key) is var owner && owner == Owners.Nobody ? null : owner,
                        facts.Jobs.GetValueOrDefault(g.Key)?.Last?.Value.Error))
                    .Where(j => j.Failures > 0)
                    .OrderByDescending(j => j.Failures).ThenByDescending(j => (double)j.Failures / j.Runs).ThenBy(j => j.Job, StringComparer.Ordinal)
                    .Take(MostJobs),
            ],
            Late = members.Where(m => m.Kind is IncidentKind.RunLate or IncidentKind.RunMissing && m.Since >= facts.Week.Begin && m.Since < facts.Week.End).Select(m => (m.Subject, m.Since)).Distinct().Count(),
            Daily = [.. facts.Week.Days.Select(d => Count([.. week.Where(r => DateOnly.FromDateTime(r.Started.UtcDateTime) == d)]))],
            Incidents = Lines(facts, incidents),
            Opened = incidents.Count(i => i.Opened >= facts.Week.Begin),
            Closed = incidents.Count(i => i.Closed < facts.Week.End),
            Stale = [.. members.Where(m => m.Kind == IncidentKind.DatasetStale && m.Since < facts.Week.End && (m.Until is null || m.Until >= facts.Week.End)).Select(m => m.Subject).Distinct().OrderBy(s => s.Text, StringComparer.Ordinal)],
        };
    }

    private static (int, int) Count(RunSummary[] runs) => (runs.Count(r => r.State == RunState.Failed), runs.Count(r => r.State == RunState.Succeeded));

    private static IReadOnlyList<IncidentLine> Lines(ReportFacts facts, Incident[] incidents) =>
    [
        .. incidents
            .Select(i => new IncidentLine(i.Id, i.Kind, i.Severity, i.Title, i.Opened, i.Closed < facts.Week.End ? i.Closed : null, (i.Closed < facts.Week.End ? i.Closed.Value : facts.Week.End) - i.Opened, i.Owner))
            .OrderBy(i => i.Closed is not null).ThenByDescending(i => i.Severity).ThenByDescending(i => i.Lasted).ThenBy(i => i.Id, StringComparer.Ordinal)
            .Take(MostIncidents),
    ];

    private static bool IsMine(ReportFacts facts, Incident incident) => facts.IsEstate
        || (facts.Settings.Owners.FirstOrDefault(o => Configuration.Glob.Matches(o.Subject, incident.Root.Text))?.Owner ?? incident.Owner) == facts.Audience;
}
