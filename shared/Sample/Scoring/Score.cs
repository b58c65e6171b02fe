namespace Observability.Sample.Scoring;

/// <summary>Compares what a service said with what is true.</summary>
/// <remarks>
/// An incident answers a fault when the kind agrees, its subject is the fault's subject or a member, and it opens within [begin, end + one day]. A second one for
/// the same fault is a duplicate; one that answers none is false. Incidents about what a fault broke, of whatever kind, are duplicates of it, not false.
/// A <c>waste:</c> fault is answered by a recommendation of its rule for its subject or a member.
/// </remarks>
public static class Score
{
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    public static Scoreboard Of(Truth truth, IReadOnlyList<SeenIncident> incidents, IReadOnlyList<SeenSaving> savings)
    {
        TrueFault[] faults = [.. truth.Faults.Where(f => !IsWaste(f))];
        Dictionary<string, SeenIncident> answers = [];
        Dictionary<string, TrueFault> answered = [];
        foreach (SeenIncident incident in incidents.OrderBy(i => i.Opened))
        {
            TrueFault? fault = faults.FirstOrDefault(f => Answers(incident, f) && !answers.ContainsKey(f.Id)) ?? faults.FirstOrDefault(f => Answers(incident, f));
            if (fault is not null)
            {
                answered[incident.Id] = fault;
                answers.TryAdd(fault.Id, incident);
            }
        }

        SeenIncident[] unanswered = [.. incidents.Where(i => !answered.ContainsKey(i.Id))];
        SeenIncident[] echoes = [.. unanswered.Where(i => faults.Any(f => Echoes(i, f)))];
        SeenIncident[] wrong = [.. unanswered.Except(echoes)];
        KindScore[] kinds =
        [
            .. faults.Select(f => f.Kind).Concat(incidents.Select(i => i.Kind)).Distinct().Order(StringComparer.Ordinal).Select(kind => new KindScore(
                kind,
                faults.Count(f => f.Kind == kind),
                faults.Count(f => f.Kind == kind && answers.ContainsKey(f.Id)),
                answered.Count(a => a.Value.Kind == kind && answers[a.Value.Id].Id != a.Key) + echoes.Count(e => e.Kind == kind),
                wrong.Count(i => i.Kind == kind),
                Median(faults.Where(f => f.Kind == kind && answers.ContainsKey(f.Id)).Select(f => answers[f.Id].Opened - f.Begin)))),
            .. truth.Faults.Where(IsWaste).GroupBy(f => f.Kind).Select(g => new KindScore(g.Key, g.Count(), g.Count(f => Found(f, savings) > 0), 0, 0, null)),
        ];
        TrueFault[] waste = [.. truth.Faults.Where(IsWaste)];
        return new(
            kinds,
            waste.Sum(f => Math.Min(f.Dollars, Found(f, savings))),
            waste.Sum(f => f.Dollars),
            [.. truth.Faults.Where(f => IsWaste(f) ? Found(f, savings) == 0 : !answers.ContainsKey(f.Id))],
            [.. wrong.Select(i => (i.Id, truth.Lookalikes.FirstOrDefault(l => LooksLike(i, l))?.Kind ?? string.Empty))]);
    }

    private static bool IsWaste(TrueFault fault) => fault.Kind.StartsWith("waste:", StringComparison.Ordinal);

    private static bool Answers(SeenIncident incident, TrueFault fault) =>
        incident.Kind == fault.Kind && (incident.Root == fault.Subject || fault.Members.Contains(incident.Root)) && Within(incident, fault.Begin, fault.End);

    // It is about something that the fault broke, and says so under another kind or subject.
    private static bool Echoes(SeenIncident incident, TrueFault fault) =>
        Within(incident, fault.Begin, fault.End)
        && incident.Subjects.Any(s => s == fault.Subject || fault.Members.Contains(s) || fault.Impacted.Contains(s));

    private static bool Within(SeenIncident incident, DateTimeOffset begin, DateTimeOffset end) => incident.Opened >= begin && incident.Opened <= end + Slack;

    private static bool LooksLike(SeenIncident incident, TrueLookAlike like) =>
        Within(incident, like.Begin, like.End) && (like.Subject.Length == 0 || incident.Subjects.Contains(like.Subject));

    private static decimal Found(TrueFault fault, IReadOnlyList<SeenSaving> savings) => savings
        .Where(s => "waste:" + s.Rule == fault.Kind && s.Currency == fault.Currency && (s.Resource == fault.Subject || fault.Members.Contains(s.Resource)))
        .Sum(s => s.Amount);

    private static TimeSpan? Median(IEnumerable<TimeSpan> spans)
    {
        TimeSpan[] sorted = [.. spans.Order()];
        return sorted.Length == 0 ? null : sorted[sorted.Length / 2];
    }
}
