using Observability.Core.Configuration;

namespace Observability.Core.Reports;

/// <summary>When the report about a week is sent.</summary>
public static class ReportTime
{
    /// <summary>The first such weekday and hour, in the report's zone, after the week is over there and in UTC.</summary>
    /// <remarks>An hour that a change to summer time leaves out: the first instant after the gap. An hour that comes twice: the first time.</remarks>
    public static DateTimeOffset Of(ReportWeek week, ReportSettings report)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(report.Zone);
        int after = ((int)report.Weekday + 6) % 7;
        DateOnly day = week.Next.Monday.AddDays(after);
        DateTimeOffset at = Instant(day.ToDateTime(new TimeOnly(report.Hour, 0)), zone);
        return at >= week.End ? at : Instant(day.AddDays(7).ToDateTime(new TimeOnly(report.Hour, 0)), zone);
    }

    private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            DateTime before = local;
            while (zone.IsInvalidTime(before))
            {
                before = before.AddMinutes(-1);
            }

            // The last minute before the gap exists: the gap begins a minute later.
            return new DateTimeOffset(before, zone.GetUtcOffset(before)).AddMinutes(1).ToUniversalTime();
        }

        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
