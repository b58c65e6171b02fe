using Observability.Core.Primitives;

namespace Observability.Core.Incidents;

/// <summary>What to do with a finding, given the incidents that are open.</summary>
public enum GroupingReason
{
    /// <summary>Nothing known explains it: an incident of its own.</summary>
    New,

    /// <summary>The incident that already says so.</summary>
    Known,

    /// <summary>The same subject and kind, and it got worse.</summary>
    Escalates,

    /// <summary>Something upstream that is broken explains it.</summary>
    CausedByOpen,

    /// <summary>It explains an incident that was opened before it: that one gets it as its root.</summary>
    CauseOfOpen,

    /// <summary>It closed a moment ago: the same incident goes on.</summary>
    Reopens,

    /// <summary>The subject is well again.</summary>
    Clears,

    /// <summary>It is over, and nothing was open.</summary>
    Nothing,
}

/// <summary>The decision with the incident it is about; null for <see cref="GroupingReason.New"/> and <see cref="GroupingReason.Nothing"/>.</summary>
public sealed record GroupingDecision(GroupingReason Reason, Incident? Incident);

/// <summary>Puts findings with one cause into one incident.</summary>
public static class Grouping
{
    /// <summary>How long after its end an incident is taken up again rather than opened anew.</summary>
    public static readonly TimeSpan ReopenWithin = TimeSpan.FromHours(2);

    /// <summary>How long before its cause something may have been found, and still be put under it.</summary>
    public static readonly TimeSpan CauseWithin = TimeSpan.FromHours(24);

    /// <summary>How far apart the last values of metrics lie that stopped for one reason, at most.</summary>
    private static readonly TimeSpan StopTogether = TimeSpan.FromHours(1);

    /// <summary>Open incidents about volume of one day from which a further one is taken for part of the same tide.</summary>
    private const int TideFrom = 2;

    /// <param name="known">Open incidents, and those that closed within <see cref="ReopenWithin"/>.</param>
    /// <param name="upstream">What feeds the finding's subject, with the distance in steps.</param>
    /// <param name="downstream">What the finding's subject feeds, with the distance in steps.</param>
    public static GroupingDecision Decide(
        Finding finding, IReadOnlyList<Incident> known, IReadOnlyDictionary<Subject, int> upstream, IReadOnlyDictionary<Subject, int> downstream)
    {
        Incident[] open = [.. known.Where(i => i.Closed is null)];
        Incident? same = open.FirstOrDefault(i => i.Members.Any(finding.IsAbout));
        if (!finding.Firing)
        {
            return same is null ? new(GroupingReason.Nothing, null) : new(GroupingReason.Clears, same);
        }

        if (same is not null)
        {
            return new(same.Members.Any(m => finding.IsAbout(m) && m.Kind == finding.Kind) ? GroupingReason.Known : GroupingReason.Escalates, same);
        }

        if (known.FirstOrDefault(i => Tells(i, finding)) is { } told)
        {
            return new(GroupingReason.Known, told);
        }

        Incident? cause = open
            .SelectMany(i => i.Members.Where(m => m.Until is null && Reach(m, finding, upstream) && Causes.Explains(m.Kind, finding.Kind)).Select(m => (Incident: i, Steps: upstream.GetValueOrDefault(m.Subject))))
            .OrderBy(c => c.Steps).ThenBy(c => c.Incident.Opened)
            .Select(c => c.Incident).FirstOrDefault() ?? open.FirstOrDefault(i => SameMoney(i, finding) || SameRun(i, finding)) ?? SameTide(open, finding) ?? SameSilence(open, finding);
        if (cause is not null)
        {
            return new(BetterRoot(finding, cause) ? GroupingReason.CauseOfOpen : GroupingReason.CausedByOpen, cause);
        }

        Incident? effect = open
            .Where(i => i.Opened >= finding.At - CauseWithin && (downstream.ContainsKey(i.Root) || i.Root == finding.Subject) && Causes.Explains(finding.Kind, i.Kind))
            .MinBy(i => i.Opened);
        if (effect is not null)
        {
            return new(GroupingReason.CauseOfOpen, effect);
        }

        Incident? closed = known.FirstOrDefault(i => i.Closed is { } at && at >= finding.At - ReopenWithin && i.Root == finding.Subject && i.Kind == finding.Kind);
        return closed is null ? new(GroupingReason.New, null) : new(GroupingReason.Reopens, closed);
    }

    // What was raised before and is raised again, after a crash for example: it is in there, whatever became of it since.
    private static bool Tells(Incident incident, Finding finding) =>
        incident.Members.Any(m => m.Subject == finding.Subject
            && (m.Since == finding.At ? SameTrouble(m.Kind, finding.Kind) : m.Kind == finding.Kind && m.Since < finding.At && m.Until > finding.At))
        || incident.Root == finding.Subject && incident.Kind == finding.Kind && incident.Opened <= finding.At && incident.Closed > finding.At;

    private static bool SameTrouble(string a, string b) => a == b || IsOverdue(a) && IsOverdue(b);

    private static bool IsOverdue(string kind) => kind is IncidentKind.RunLate or IncidentKind.RunMissing;

    private static bool Reach(Member member, Finding finding, IReadOnlyDictionary<Subject, int> upstream) =>
        member.Subject == finding.Subject || upstream.ContainsKey(member.Subject);

    // Of money that is one matter, the service of a sub-account is the root: a resource is a part of it, the sub-account says too little.
    private static bool BetterRoot(Finding finding, Incident incident) =>
        SameMoney(incident, finding) && FromService(finding.Subject) < FromService(incident.Root);

    private static int FromService(Subject spend) => Math.Abs(spend.Name.Count(c => c == ',') - 1);

    // What one run wrote is off for one reason.
    private static bool SameRun(Incident incident, Finding finding) =>
        finding.Evidence.RunId is { } run && incident.Kind == finding.Kind && incident.Evidence.RunId == run;

    // Many volumes that go the same way on the same day, with nothing upstream in common, have one reason outside: a holiday, a season, a campaign.
    private static Incident? SameTide(IEnumerable<Incident> open, Finding finding)
    {
        if (finding.Kind is not (IncidentKind.Volume or IncidentKind.SeriesAnomaly))
        {
            return null;
        }

        // As on a Sunday, and so is another since a day: nobody said that this is a holiday, and it is one.
        Incident? sunday = finding.Evidence.Like is null ? null : open.Where(i => i.Evidence.Like == finding.Evidence.Like && i.Opened >= finding.At - CauseWithin && Rises(i.Evidence) == Rises(finding.Evidence)).MinBy(i => i.Opened);
        if (sunday is not null || finding.Kind != IncidentKind.Volume)
        {
            return sunday;
        }

        Incident[] alike = [.. open.Where(i => i.Kind == IncidentKind.Volume && i.Opened >= finding.At - CauseWithin && Rises(i.Evidence) == Rises(finding.Evidence)).OrderBy(i => i.Opened)];
        return alike.Length >= TideFrom ? alike[0] : null;
    }

    // Metrics that stop together have one reason: what measures or collects them.
    private static Incident? SameSilence(IEnumerable<Incident> open, Finding finding) => finding is { Kind: IncidentKind.SeriesAnomaly, Evidence: { Shape: Evidence.Missing, LastGood: { } last } }
        ? open.Where(i => i.Kind == IncidentKind.SeriesAnomaly && i.Evidence.Shape == Evidence.Missing && (i.Evidence.LastGood - last)?.Duration() <= StopTogether).MinBy(i => i.Opened)
        : null;

    private static bool Rises(Evidence evidence) => evidence.Actual > evidence.Expected;

    // A service of a sub-account, and the sub-account as a whole, in the same days: one cause.
    private static bool SameMoney(Incident incident, Finding finding) =>
        incident.Kind == IncidentKind.Spend && finding.Kind == IncidentKind.Spend
        && (finding.Subject.Text.StartsWith(incident.Root.Text + ",", StringComparison.Ordinal) || incident.Root.Text.StartsWith(finding.Subject.Text + ",", StringComparison.Ordinal));
}
