using Observability.Core.Primitives;

namespace Observability.Core.Incidents.Tuning;

/// <summary>What one person said of one incident, as it counts for a series.</summary>
/// <param name="Incident">Id; the undo of a vote is said of it.</param>
/// <param name="Series">Subject of the series that the incident was about.</param>
/// <param name="From">When the incident opened.</param>
/// <param name="To">When it closed; null while it is open.</param>
public sealed record Vote(string Incident, Subject Series, string By, Feedback Says, DateTimeOffset At, DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>What was meant to be and is not over lasts this long after it was said: what stays so is the new usual.</summary>
    public static readonly TimeSpan LongestPlan = TimeSpan.FromDays(7);

    /// <summary>Whether the time lies in what was planned.</summary>
    public bool Plans(DateTimeOffset time) => Says == Feedback.Planned && time >= From && time < (To ?? At + LongestPlan);
}
