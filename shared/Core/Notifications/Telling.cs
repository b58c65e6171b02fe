using Observability.Core.Configuration;
using Observability.Core.Incidents;

namespace Observability.Core.Notifications;

public enum DecisionKind
{
    First,
    Worse,
    Repeat,
    Resolved,
    Quiet,
    Silenced,
    Acknowledged,
}

/// <summary>Whether one receiver is told now, and why.</summary>
/// <param name="Reason">In words, for whoever asks "why did it (not) notify".</param>
/// <param name="Again">When the answer may be another although nothing happens; null when only a change makes it so.</param>
public sealed record Decision(DecisionKind Kind, string Reason, DateTimeOffset? Again = null)
{
    /// <summary>Why the message is sent; null when none is.</summary>
    public NotificationReason? Sends => Kind switch
    {
        DecisionKind.First => NotificationReason.Opened,
        DecisionKind.Worse => NotificationReason.Worse,
        DecisionKind.Repeat => NotificationReason.Repeated,
        DecisionKind.Resolved => NotificationReason.Resolved,
        _ => null,
    };
}

/// <summary>Decides whether a receiver is told of an incident as it is now.</summary>
public static class Telling
{
    /// <param name="last">What this receiver was last told of it; null: nothing.</param>
    /// <param name="silence">The silence that holds now; null: none.</param>
    /// <remarks>An end is told through a silence to whoever was told of the beginning: nobody is left with an incident that is over.</remarks>
    public static Decision Decide(Incident incident, Told? last, TimeSpan repeatEvery, SilenceSettings? silence, DateTimeOffset now)
    {
        bool told = last is { Resolved: false };
        if (incident.State == IncidentState.Resolved || incident.Closed is not null)
        {
            return told ? new(DecisionKind.Resolved, "it is over")
                : new(DecisionKind.Quiet, last is null ? "it was over before anybody was told" : "its end was told");
        }

        if (silence is not null)
        {
            return new(DecisionKind.Silenced, $"silenced until {silence.To:yyyy-MM-dd HH:mm} UTC: {silence.Reason}", silence.To);
        }

        if (incident.SnoozedUntil is { } until && until > now)
        {
            return new(DecisionKind.Silenced, $"snoozed until {until:yyyy-MM-dd HH:mm} UTC", until);
        }

        return told ? Again(incident, last!, repeatEvery, now)
            : incident.State == IncidentState.Acknowledged ? new(DecisionKind.Acknowledged, By(incident))
            : new(DecisionKind.First, last is null ? "it opened" : "it opened again");
    }

    private static Decision Again(Incident incident, Told last, TimeSpan repeatEvery, DateTimeOffset now)
    {
        if (incident.Severity > last.Severity)
        {
            return new(DecisionKind.Worse, $"{SettingsJson.Word(last.Severity)} became {SettingsJson.Word(incident.Severity)}");
        }

        int more = Told.BrokenIn(incident).Except(last.Broken).Count();
        if (more > 0 && last.Broken.Count < Told.MostBroken)
        {
            return new(DecisionKind.Worse, $"{more} more broken");
        }

        DateTimeOffset due = last.At + repeatEvery;
        return incident.State == IncidentState.Acknowledged ? new(DecisionKind.Acknowledged, By(incident))
            : now >= due ? new(DecisionKind.Repeat, $"still open {now - incident.Opened:d\\.hh\\:mm} after it began", now + repeatEvery)
            : new(DecisionKind.Quiet, $"told {last.At:yyyy-MM-dd HH:mm} UTC, nothing new", due);
    }

    private static string By(Incident incident) => incident.AcknowledgedBy is { } name ? $"acknowledged by {name}" : "acknowledged";
}
