using Observability.Core.Primitives;

namespace Observability.Core.Incidents;

/// <summary>The incident after a finding. Pure: the same finding again gives the same incident.</summary>
public static class IncidentChange
{
    /// <summary>Most members that an incident names; a storm of more is one incident still.</summary>
    public const int MostMembers = 100;

    /// <summary><c>202611-3f9a1c0b2d4e</c>: the month in which it opened, and a hash of what opened it.</summary>
    public static string IdOf(Finding finding) =>
        $"{finding.At.UtcDateTime:yyyyMM}-{ContentHash.Of(finding.Kind, finding.Subject.Text, finding.At.UtcTicks.ToString())[..12]}";

    public static Incident Open(Finding finding, string? owner) => new()
    {
        Id = IdOf(finding),
        Kind = finding.Kind,
        Severity = finding.Severity,
        Root = finding.Subject,
        Title = finding.Title,
        Opened = finding.At,
        Owner = owner,
        Members = [MemberOf(finding)],
        Evidence = finding.Evidence,
        Revision = 1,
    };

    public static Incident Apply(Incident incident, Finding finding, GroupingReason reason) => reason switch
    {
        GroupingReason.Escalates => incident with
        {
            Members = [.. incident.Members.Select(m => m.Subject == finding.Subject && m.Kind == finding.WorseThan ? m with { Kind = finding.Kind, Title = finding.Title } : m)],
            Kind = incident.Root == finding.Subject && incident.Kind == finding.WorseThan ? finding.Kind : incident.Kind,
            Title = incident.Root == finding.Subject && incident.Kind == finding.WorseThan ? finding.Title : incident.Title,
            Evidence = incident.Root == finding.Subject && incident.Kind == finding.WorseThan ? finding.Evidence : incident.Evidence,
            Severity = Worse(incident.Severity, finding.Severity),
            Revision = incident.Revision + 1,
        },
        GroupingReason.CausedByOpen when incident.Members.Count < MostMembers => incident with
        {
            Members = [.. incident.Members, MemberOf(finding)],
            Impacted = [.. incident.Impacted.Where(s => s != finding.Subject)],
            Revision = incident.Revision + 1,
        },
        GroupingReason.CauseOfOpen => incident with
        {
            Root = finding.Subject,
            Kind = finding.Kind,
            Title = finding.Title,
            Evidence = finding.Evidence,
            Opened = finding.At < incident.Opened ? finding.At : incident.Opened,
            Members = [MemberOf(finding), .. incident.Members],
            Severity = Worse(incident.Severity, finding.Severity),
            Revision = incident.Revision + 1,
        },
        GroupingReason.Reopens => incident with
        {
            Closed = null,
            State = IncidentState.Open,
            Members = [MemberOf(finding), .. incident.Members.Where(m => m.Subject != finding.Subject)],
            Evidence = finding.Evidence,
            Revision = incident.Revision + 1,
        },
        GroupingReason.Clears => Clear(incident, finding),
        _ => incident,
    };

    private static Incident Clear(Incident incident, Finding finding)
    {
        Member[] members = [.. incident.Members.Select(m => finding.IsAbout(m) ? m with { Until = Later(m.Since, finding.At) } : m)];
        bool over = members.All(m => m.Until is not null);
        return incident with
        {
            Members = members,
            Closed = over ? members.Max(m => m.Until) : null,
            State = over ? IncidentState.Resolved : incident.State,
            Revision = incident.Revision + 1,
        };
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static Member MemberOf(Finding finding) => new(finding.Subject, finding.Kind, finding.Title, finding.At);

    private static Severity Worse(Severity a, Severity b) => a > b ? a : b;
}
