using Observability.Core.Primitives;

namespace Observability.Core.Incidents;

/// <summary>What a person does about an incident.</summary>
public enum ActKind
{
    /// <summary>Somebody looks after it: repeats stop.</summary>
    Ack,
    Unack,

    /// <summary>Nobody is told until <see cref="Act.Until"/>.</summary>
    Snooze,

    /// <summary>It is over, whatever the data says.</summary>
    Resolve,
    Comment,

    /// <summary>Says whether it was worth telling: useful, noise or planned, or takes that back; also when it is over.</summary>
    Feedback,
}

/// <param name="By">Who does it, as given.</param>
/// <param name="Text">What is said with it; required for a comment, and a word of <see cref="Feedback"/> for feedback.</param>
/// <param name="Until">End of a snooze; required for one.</param>
public sealed record Act(ActKind Kind, string By, string? Text = null, DateTimeOffset? Until = null);

/// <summary>What became of an act.</summary>
public enum ActedReason
{
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>It is over: only comments and feedback are taken.</summary>
    Over,
    NoSuchIncident,

    /// <summary>A comment without text.</summary>
    NothingSaid,

    /// <summary>Feedback that is none of its words.</summary>
    NoSuchWord,

    /// <summary>A snooze without an end, or with one that is past or over <see cref="IncidentAct.LongestSnooze"/> away.</summary>
    BadUntil,
}

/// <summary>The incident after something that a person did. Pure.</summary>
public static class IncidentAct
{
    public static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(30);

    /// <summary>Most comments of one incident; older ones make room.</summary>
    public const int MostComments = 50;

    /// <summary>Most people whose feedback is kept; older ones make room.</summary>
    public const int MostFeedback = 50;

    /// <summary>Feedback that takes back what the same person said before.</summary>
    public const string Withdraw = "withdraw";

    private const int LongestName = 100;

    /// <returns>Why, and the incident to save; null unless <see cref="ActedReason.Done"/>.</returns>
    public static (ActedReason Reason, Incident? Changed) Apply(Incident incident, Act act, DateTimeOffset now)
    {
        (ActedReason reason, Incident changed) = Change(incident, act, now);
        return reason == ActedReason.Done ? (reason, (act.Kind == ActKind.Feedback ? changed : Say(changed, act, now)) with { Revision = incident.Revision + 1 }) : (reason, null);
    }

    private static (ActedReason, Incident) Change(Incident incident, Act act, DateTimeOffset now) => act.Kind switch
    {
        ActKind.Comment => (string.IsNullOrWhiteSpace(act.Text) ? ActedReason.NothingSaid : ActedReason.Done, incident),
        ActKind.Feedback => Judge(incident, act, now),
        _ when incident.Closed is not null => (act.Kind == ActKind.Resolve ? ActedReason.Unchanged : ActedReason.Over, incident),
        ActKind.Ack => incident.State == IncidentState.Acknowledged
            ? (ActedReason.Unchanged, incident)
            : (ActedReason.Done, incident with { State = IncidentState.Acknowledged, AcknowledgedBy = Name(act.By) }),
        ActKind.Unack => incident is { State: IncidentState.Open, SnoozedUntil: null }
            ? (ActedReason.Unchanged, incident)
            : (ActedReason.Done, incident with { State = IncidentState.Open, AcknowledgedBy = null, SnoozedUntil = null }),
        ActKind.Snooze => act.Until is not { } until || until <= now || until > now + LongestSnooze
            ? (ActedReason.BadUntil, incident)
            : (incident.SnoozedUntil == until ? ActedReason.Unchanged : ActedReason.Done, incident with { SnoozedUntil = until.ToUniversalTime() }),
        _ => (ActedReason.Done, Resolve(incident, now)),
    };

    private static (ActedReason, Incident) Judge(Incident incident, Act act, DateTimeOffset now)
    {
        string by = Name(act.By);
        if (string.Equals(act.Text?.Trim(), Withdraw, StringComparison.OrdinalIgnoreCase))
        {
            return incident.Feedback.All(f => f.By != by)
                ? (ActedReason.Unchanged, incident)
                : (ActedReason.Done, incident with { Feedback = [.. incident.Feedback.Where(f => f.By != by)] });
        }

        if (FeedbackOf(act.Text) is not { } says)
        {
            return (ActedReason.NoSuchWord, incident);
        }

        return incident.Feedback.Any(f => f.By == by && f.Says == says)
            ? (ActedReason.Unchanged, incident)
            : (ActedReason.Done, incident with { Feedback = [.. incident.Feedback.Where(f => f.By != by).Append(new(now, by, says)).TakeLast(MostFeedback)] });
    }

    private static Feedback? FeedbackOf(string? text) =>
        Enum.GetValues<Feedback>().Cast<Feedback?>().FirstOrDefault(f => string.Equals(f.ToString(), text?.Trim(), StringComparison.OrdinalIgnoreCase));

    private static Incident Resolve(Incident incident, DateTimeOffset now)
    {
        DateTimeOffset end = now > incident.Opened ? now : incident.Opened;
        return incident with
        {
            Closed = end,
            State = IncidentState.Resolved,
            Members = [.. incident.Members.Select(m => m.Until is null ? m with { Until = end > m.Since ? end : m.Since } : m)],
        };
    }

    private static Incident Say(Incident incident, Act act, DateTimeOffset now)
    {
        string text = string.IsNullOrWhiteSpace(act.Text) ? Verb(act) : act.Kind == ActKind.Comment ? act.Text.Trim() : $"{Verb(act)}: {act.Text.Trim()}";
        return incident with { Comments = [.. incident.Comments.Append(new(now, Name(act.By), Redaction.Of(text))).TakeLast(MostComments)] };
    }

    private static string Verb(Act act) => act.Kind switch
    {
        ActKind.Ack => "acknowledged",
        ActKind.Unack => "no longer acknowledged",
        ActKind.Snooze => $"snoozed until {act.Until!.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC",
        ActKind.Resolve => "resolved by hand",
        _ => "",
    };

    private static string Name(string by) => string.IsNullOrWhiteSpace(by) ? "somebody" : SafeText.Cut(by.Trim(), LongestName);
}
