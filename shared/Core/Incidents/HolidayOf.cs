using Observability.Core.Series;

namespace Observability.Core.Incidents;

/// <summary>Why a value that is out of its band is told or not, given what it was on days that may be like this one.</summary>
public enum HolidayReason
{
    /// <summary>It is no holiday, and not like a Sunday.</summary>
    None,

    /// <summary>It is no declared holiday, but the value is what a Sunday would bring.</summary>
    LikeSunday,

    /// <summary>A holiday, on which the value is as on its Sundays.</summary>
    HolidayLikeSunday,

    /// <summary>A holiday of a series without a Sunday to compare with.</summary>
    HolidayUnknown,

    /// <summary>A holiday, and the value is unlike its Sundays too.</summary>
    HolidayUnlikeSunday,

    /// <summary>On this date a year ago it was out of its band in the same measure.</summary>
    LikeLastYear,
}

/// <summary>Compares a value with the Sundays before it and with the same date a year ago.</summary>
public static class HolidayOf
{
    /// <summary>Series whose points are closer than this have no days of their own.</summary>
    public static readonly TimeSpan LeastStep = TimeSpan.FromMinutes(45);

    // Points of another day at about the same time of day; a series that comes once a day may come hours away.
    private static readonly TimeSpan SameTime = TimeSpan.FromHours(3);

    /// <summary>Whether nobody is told.</summary>
    public static bool Excuses(this HolidayReason reason) => reason is HolidayReason.HolidayLikeSunday or HolidayReason.HolidayUnknown or HolidayReason.LikeLastYear;

    /// <param name="point">Judged; out of its band.</param>
    /// <param name="isSunday">Whether it comes on a Sunday.</param>
    /// <param name="sundays">Points of the two Sundays before it, at about its time of day.</param>
    /// <param name="lastYear">Points around the same date and time a year ago.</param>
    /// <remarks>
    /// Like a Sunday: within half a band of the range from what was expected to the Sundays' median. Like last year: last year's value was out of its band, and this one lies within half a band
    /// of expected · (last year's value / last year's expected).
    /// </remarks>
    public static HolidayReason Decide(SeriesPoint point, bool declared, bool isSunday, IReadOnlyList<SeriesPoint> sundays, IReadOnlyList<SeriesPoint> lastYear)
    {
        if (point.Judgement is not { Expected: { } expected, Lower: { } lower, Upper: { } upper })
        {
            return declared ? HolidayReason.HolidayUnknown : HolidayReason.None;
        }

        double half = Math.Max(upper - expected, expected - lower);
        bool likeSunday = sundays.Count > 0 && Median(sundays) is var sunday && point.Value >= Math.Min(sunday, expected) - half && point.Value <= Math.Max(sunday, expected) + half && Math.Abs(point.Value - sunday) < Math.Abs(point.Value - expected);
        if (declared)
        {
            return likeSunday ? HolidayReason.HolidayLikeSunday : sundays.Count == 0 ? HolidayReason.HolidayUnknown : HolidayReason.HolidayUnlikeSunday;
        }

        bool asLastYear = lastYear.Any(p => p.Judgement is { Anomalous: true, Expected: { } then } && then != 0 && Math.Abs(point.Value - (expected * p.Value / then)) <= half);
        return asLastYear ? HolidayReason.LikeLastYear : likeSunday && !isSunday ? HolidayReason.LikeSunday : HolidayReason.None;
    }

    /// <summary>The points nearest to the times of day, one for each time that has one near.</summary>
    public static IReadOnlyList<SeriesPoint> Near(IReadOnlyList<SeriesPoint> points, IEnumerable<DateTimeOffset> times) =>
    [
        .. times.Select(t => points.Where(p => (p.Time - t).Duration() <= SameTime).MinBy(p => (p.Time - t).Duration())).OfType<SeriesPoint>(),
    ];

    private static double Median(IReadOnlyList<SeriesPoint> points)
    {
        double[] sorted = [.. points.Select(p => p.Value).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
