namespace Observability.Core.Series;

/// <summary>How far behind judged points the points of a source come, and which points wait for that.</summary>
public static class OutOfOrder
{
    // Points that come too late are rare: each is remembered for about so many.
    private const int Memory = 64;

    /// <summary>disorder ← max(disorder, min(behind, step)), behind = time judged until − time of a point that came too late; step = median distance of the newest points.</summary>
    /// <param name="known">So far.</param>
    /// <param name="points">Before the new one, in order of time.</param>
    public static TimeSpan After(TimeSpan known, IReadOnlyList<SeriesPoint> points, TimeSpan behind)
    {
        if (SeriesStep.Of(points) is not { } step)
        {
            return known;
        }

        TimeSpan capped = behind < step ? behind : step;
        return capped > known ? capped : known;
    }

    /// <summary>disorder ← disorder − disorder / 64 with every point that is judged.</summary>
    public static TimeSpan Faded(TimeSpan known) => known - (known / Memory);

    /// <summary>Whether a point waits no longer: a newer one is known that is as far ahead as points come behind.</summary>
    public static bool IsRipe(SeriesPoint point, DateTimeOffset newest, TimeSpan disorder) => newest - point.Time >= disorder;
}
