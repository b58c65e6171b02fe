using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Cost;

/// <summary>A run (every attempt is one) with what charges may know it by.</summary>
/// <param name="Ended">Exclusive; for a run that is not over, the time of asking.</param>
/// <param name="Resource">The resource it ran on, as <see cref="ResourceName.Plain"/> spells it; empty when unknown.</param>
/// <param name="JobIds">Names and ids of its job or cluster.</param>
public sealed record CostedRun(
    Subject Job, string RunId, RunState State, DateTimeOffset Started, DateTimeOffset Ended, string Resource, IReadOnlyList<string> JobIds)
{
    /// <summary>Wall time inside a day, in ticks; a run without length counts as one tick. Null when it was not active that day.</summary>
    public long? TicksIn(DateOnly day)
    {
        long begin = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).UtcTicks;
        long end = begin + TimeSpan.TicksPerDay;
        long from = Math.Max(begin, Started.UtcTicks);
        long to = Math.Min(end, Math.Max(Ended.UtcTicks, Started.UtcTicks + 1));
        return to > from ? to - from : null;
    }
}

/// <summary>Ids of resources, compared as their clouds compare them: upper and lower case alike, no slash at the end.</summary>
public static class ResourceName
{
    public static string Plain(string id) => id.TrimEnd('/').ToLowerInvariant();
}
