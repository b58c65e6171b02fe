using Observability.Core.Configuration;
using Observability.Core.Incidents;

namespace Observability.Core.Notifications;

/// <summary>One receiver that is to know of an incident.</summary>
/// <param name="Reason">Which route says so.</param>
public sealed record Destination(string Receiver, TimeSpan RepeatEvery, string Reason);

/// <summary>Who is to know, and whether it is a time in which nobody is told.</summary>
public sealed record Routed(IReadOnlyList<Destination> To, SilenceSettings? Silence);

/// <summary>From an incident to its receivers.</summary>
public static class Route
{
    private static readonly TimeSpan DefaultRepeat = TimeSpan.FromHours(12);

    /// <summary>Routes in order, the first that matches unless it continues; a receiver is taken once, from the first route that names it.</summary>
    public static Routed Decide(Incident incident, Settings settings, DateTimeOffset now)
    {
        SilenceSettings? silence = settings.Silences
            .Where(s => s.From <= now && now < s.To && s.Match.Matches(incident))
            .MaxBy(s => s.To);
        return new([.. Destinations(incident, settings).DistinctBy(d => d.Receiver)], silence);
    }

    private static IEnumerable<Destination> Destinations(Incident incident, Settings settings)
    {
        if (settings.Routes.Count == 0)
        {
            return settings.Receivers.Select(r => new Destination(r.Name, DefaultRepeat, "no routes: every receiver"));
        }

        List<Destination> to = [];
        foreach ((int i, RouteSettings route) in settings.Routes.Index())
        {
            if (!route.Match.Matches(incident))
            {
                continue;
            }

            to.AddRange(route.Receivers.Select(name => new Destination(name, route.RepeatEvery, $"routes[{i}]: {route.Match}")));
            if (!route.Continue)
            {
                break;
            }
        }

        return to;
    }
}
