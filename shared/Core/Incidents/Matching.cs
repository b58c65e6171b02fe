using Observability.Core.Configuration;

namespace Observability.Core.Incidents;

/// <summary>Whether a route or a silence means an incident.</summary>
public static class Matching
{
    public static bool Matches(this Matcher matcher, Incident incident) =>
        (matcher.Kind.Count == 0 || matcher.Kind.Any(k => Glob.Matches(k, incident.Kind)))
        && (matcher.Severity is not { } least || incident.Severity >= least)
        && (matcher.Owner is null || Glob.Matches(matcher.Owner, incident.Owner ?? ""))
        && (matcher.Subject is null || Glob.Matches(matcher.Subject, incident.Root.Text) || incident.Members.Any(m => Glob.Matches(matcher.Subject, m.Subject.Text)));
}
