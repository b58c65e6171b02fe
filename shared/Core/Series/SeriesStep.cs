namespace Observability.Core.Series;

/// <summary>How far apart the points of a series usually are.</summary>
public static class SeriesStep
{
    // Points that a step can be told from, and those that it is told from at most.
    private const int Least = 4;
    private const int Most = 9;

    /// <summary>Median distance of the newest points; null where there are too few.</summary>
    /// <param name="points">In order of time.</param>
    public static TimeSpan? Of(IReadOnlyList<SeriesPoint> points)
    {
        if (points.Count < Least)
        {
            return null;
        }

        int from = Math.Max(1, points.Count - Most);
        long[] gaps = [.. Enumerable.Range(from, points.Count - from).Select(i => (points[i].Time - points[i - 1].Time).Ticks).Order()];
        return TimeSpan.FromTicks(gaps[gaps.Length / 2]);
    }
}
