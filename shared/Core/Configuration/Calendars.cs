using Observability.Core.Primitives;

namespace Observability.Core.Configuration;

/// <summary>What the calendars of the settings say of a subject at a time.</summary>
public static class Calendars
{
    /// <summary>The calendar that makes the time a holiday of the subject; null when none does.</summary>
    public static CalendarSettings? HolidayAt(this Settings settings, Subject subject, DateTimeOffset time) =>
        settings.Calendars.FirstOrDefault(c => c.Holidays.Count > 0 && Glob.Matches(c.Subject, subject.Text) && c.Holidays.Contains(c.DayOf(time)));

    /// <summary>The planned change of the subject in which the time lies; null when there is none.</summary>
    public static PlannedSettings? PlanAt(this Settings settings, Subject subject, DateTimeOffset time) => settings.Calendars
        .Where(c => c.Planned.Count > 0 && Glob.Matches(c.Subject, subject.Text))
        .SelectMany(c => c.Planned).FirstOrDefault(p => time >= p.From && time < p.To);

    /// <summary>The day in the calendar's zone.</summary>
    public static DateOnly DayOf(this CalendarSettings calendar, DateTimeOffset time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone)).DateTime);

    /// <summary>The first time after this that is no holiday of the calendar, as far behind midnight as this is.</summary>
    public static DateTimeOffset AfterHolidays(this CalendarSettings calendar, DateTimeOffset time)
    {
        while (calendar.Holidays.Contains(calendar.DayOf(time)))
        {
            time = time.AddDays(1);
        }

        return time;
    }
}
