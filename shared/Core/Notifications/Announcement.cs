using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>What was decided for one receiver.</summary>
/// <param name="Route">Why it is asked at all.</param>
public sealed record Considered(string Receiver, string Route, Decision Decision);

/// <summary>Who is told of a change of an incident, and what is remembered of it.</summary>
/// <param name="Again">When to ask again although nothing happens: a repeat, the end of a silence; null: never.</param>
public sealed record Announced(
    IReadOnlyList<Notification> Notifications, IReadOnlyList<Told> Told, IReadOnlyList<Considered> Considered, DateTimeOffset? Again)
{
    /// <summary>The rows for the batch that writes the incident: outbox rows, and what each receiver has been told.</summary>
    public IReadOnlyList<Write> Writes() => [.. Outbox.Writes(Notifications), .. Told.Select(t => t.ToWrite())];
}

/// <summary>From a changed incident to its notifications.</summary>
public static class Announcement
{
    /// <param name="incident">As it is about to be written.</param>
    /// <param name="told">All that is remembered of earlier messages about it.</param>
    public static Announced Of(Incident incident, IReadOnlyList<Told> told, Settings settings, DateTimeOffset now)
    {
        Routed routed = Route.Decide(incident, settings, now);
        Destination[] destinations = [.. routed.To, .. Left(incident, told, routed)];
        List<Notification> notifications = [];
        List<Told> remembered = [];
        List<Considered> considered = [];
        foreach (Destination destination in destinations)
        {
            Told? last = told.FirstOrDefault(t => t.Receiver == destination.Receiver);
            Decision decision = Telling.Decide(incident, last, destination.RepeatEvery, routed.Silence, now);
            considered.Add(new(destination.Receiver, destination.Reason, decision));
            if (decision.Sends is not { } reason)
            {
                continue;
            }

            int revision = Math.Max(incident.Revision, (last?.Revision ?? -1) + 1);
            notifications.Add(new()
            {
                Id = DeliveryId.Of(incident.Id, revision, destination.Receiver),
                Receiver = destination.Receiver,
                Reason = reason,
                Created = now,
                Trace = Instruments.Here,
                Revision = revision,
                Change = decision.Reason,
                Incident = incident,
            });
            remembered.Add(Remember(incident, last, destination.Receiver, revision, now));
        }

        IEnumerable<DateTimeOffset?> again = considered.Select((c, i) => c.Decision.Sends is null or NotificationReason.Resolved ? c.Decision.Again : now + destinations[i].RepeatEvery);
        return new(notifications, remembered, considered, again.Min());
    }

    /// <summary>Receivers that were told of it and that no route names any more are still told of its end.</summary>
    private static IEnumerable<Destination> Left(Incident incident, IReadOnlyList<Told> told, Routed routed) =>
        incident.Closed is null && incident.State != IncidentState.Resolved
            ? []
            : told.Where(t => !t.Resolved && routed.To.All(d => d.Receiver != t.Receiver))
                .Select(t => new Destination(t.Receiver, TimeSpan.MaxValue, "was told of its beginning"));

    private static Told Remember(Incident incident, Told? last, string receiver, int revision, DateTimeOffset now)
    {
        bool over = incident.Closed is not null || incident.State == IncidentState.Resolved;
        Told? before = last is { Resolved: false } ? last : null;
        Severity worst = before is not null && before.Severity > incident.Severity ? before.Severity : incident.Severity;
        return new(receiver, now, worst, [.. Told.BrokenIn(incident).Union(before?.Broken ?? []).Order().Take(Told.MostBroken)], revision, over);
    }
}
