using Observability.Core.Configuration;
using Observability.Core.Lineage;
using Observability.Core.Primitives;

namespace Observability.Core.Incidents;

/// <summary>Turns findings into incidents and says who is to be told. The same findings again change nothing.</summary>
public sealed class RaiseFindings(IncidentStore incidents, SaveIncident save, LineageStore lineage, DescribeSubject describe, Func<Settings> settings, TimeProvider time)
{
    private const int MostImpacted = 50;
    private const int CriticalFrom = 10;

    // Subjects are judged at once: of two findings with one cause, the second is to see the incident of the first.
    private readonly OneAtATime _one = new();

    /// <param name="findings">In the order in which they happened.</param>
    public Task RunAsync(IReadOnlyList<Finding> findings, CancellationToken cancel) =>
        findings.Count == 0 ? Task.CompletedTask : _one.RunAsync(() => RaiseAllAsync(findings, cancel));

    private async Task RaiseAllAsync(IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        LineageWalk walk = new(lineage);
        foreach (Finding finding in findings)
        {
            bool done;
            do
            {
                done = await RaiseAsync(finding, walk, cancel).ConfigureAwait(false);
            }
            while (!done);
        }
    }

    private async Task<bool> RaiseAsync(Finding finding, LineageWalk walk, CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<Incident> known = await incidents.KnownAsync(now, cancel).ConfigureAwait(false);
        IReadOnlyDictionary<Subject, int> up = finding.Firing ? await walk.UpAsync(finding.Subject, cancel).ConfigureAwait(false) : Nowhere;
        IReadOnlyDictionary<Subject, int> down = finding.Firing ? await walk.DownAsync(finding.Subject, cancel).ConfigureAwait(false) : Nowhere;
        GroupingDecision decision = Grouping.Decide(finding, known, up, down);
        if (decision.Reason is GroupingReason.Nothing or GroupingReason.Known)
        {
            return true;
        }

        string id = decision.Incident?.Id ?? IncidentChange.IdOf(finding);
        Stored? stored = await incidents.FindAsync(id, cancel).ConfigureAwait(false);
        if (decision.Reason == GroupingReason.New)
        {
            // It is there already: this history was judged before, and what opened then has run its course.
            return stored is not null || await OpenAsync(finding, down, cancel).ConfigureAwait(false);
        }

        Incident changed = IncidentChange.Apply(stored!.Incident, finding, decision.Reason);
        if (decision.Reason == GroupingReason.CauseOfOpen)
        {
            changed = changed with { Impacted = ImpactedOf(changed, down), Owner = await OwnerAsync(finding.Subject, cancel).ConfigureAwait(false) ?? changed.Owner };
        }

        return await save.RunAsync(changed, stored.ETag, cancel).ConfigureAwait(false);
    }

    private async Task<bool> OpenAsync(Finding finding, IReadOnlyDictionary<Subject, int> down, CancellationToken cancel)
    {
        Incident opened = IncidentChange.Open(finding, await OwnerAsync(finding.Subject, cancel).ConfigureAwait(false));
        IReadOnlyList<Subject> impacted = ImpactedOf(opened, down);
        opened = opened with { Settings = settings().Version, Impacted = impacted, Severity = SeverityOf(opened, impacted.Count), Advice = await describe.AdviceAsync(finding.Subject, cancel).ConfigureAwait(false) };
        return await save.RunAsync(opened, null, cancel).ConfigureAwait(false);
    }

    private async Task<string?> OwnerAsync(Subject subject, CancellationToken cancel) =>
        settings().OwnerOf(subject) ?? await describe.OwnerAsync(subject, cancel).ConfigureAwait(false);

    // What is broken and feeds many others is worse than what stands at the end.
    private static Severity SeverityOf(Incident incident, int impacted) =>
        incident.Kind is IncidentKind.RunFailed or IncidentKind.RunMissing or IncidentKind.DatasetStale && impacted >= CriticalFrom ? Severity.Critical : incident.Severity;

    private static IReadOnlyList<Subject> ImpactedOf(Incident incident, IReadOnlyDictionary<Subject, int> down) =>
    [
        .. down.Where(d => incident.Members.All(m => m.Subject != d.Key))
            .OrderBy(d => d.Value).ThenBy(d => d.Key.Text, StringComparer.Ordinal)
            .Select(d => d.Key).Take(MostImpacted),
    ];

    private static readonly IReadOnlyDictionary<Subject, int> Nowhere = new Dictionary<Subject, int>();
}
