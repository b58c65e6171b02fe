using Observability.Core.Incidents;
using Observability.Core.Primitives;

namespace Observability.Unit.Incidents;

/// <summary>Findings and incidents, valid but for what a test is about.</summary>
internal static class Stories
{
    public static readonly DateTimeOffset Six = new(2026, 11, 10, 6, 0, 0, TimeSpan.Zero);

    public static readonly Subject Load = Subject.Job("air", "load");

    public static readonly Subject Orders = Subject.Dataset("lake", "orders");

    public static readonly Subject Report = Subject.Job("air", "report");

    public static readonly IReadOnlyDictionary<Subject, int> Nowhere = new Dictionary<Subject, int>();

    public static Finding Finding(Subject subject, string kind, double hour = 0, bool firing = true, string? worseThan = null, Severity severity = Severity.Warning) =>
        new(kind, subject, Six.AddHours(hour), firing, severity, $"{subject.Name} {kind}", new() { Why = kind }) { WorseThan = worseThan };

    public static Incident Incident(Subject subject, string kind, double hour = 0) => IncidentChange.Open(Finding(subject, kind, hour), null);

    public static Incident Closed(this Incident incident, double hour) =>
        IncidentChange.Apply(incident, Finding(incident.Root, incident.Kind, hour, firing: false), GroupingReason.Clears);

    public static IReadOnlyDictionary<Subject, int> Steps(params Subject[] subjects) => subjects.Select((s, i) => (s, i + 1)).ToDictionary();
}
