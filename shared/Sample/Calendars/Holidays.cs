namespace Observability.Sample.Calendars;

/// <summary>Days on which the business rests: fixed dates, and the American Thanksgiving.</summary>
internal static class Holidays
{
    public static bool IsHoliday(DateTimeOffset time) => (time.Month, time.Day) switch
    {
        (1, 1) or (5, 1) or (7, 4) or (10, 12) or (11, 11) or (12, 25) or (12, 26) => true,
        (11, >= 22 and <= 28) => time.DayOfWeek == DayOfWeek.Thursday,
        _ => false,
    };

    /// <summary>Midnights of the holidays in [from, to).</summary>
    public static IEnumerable<DateTimeOffset> Between(DateTimeOffset from, DateTimeOffset to)
    {
        for (DateTimeOffset day = from; day < to; day = day.AddDays(1))
        {
            if (IsHoliday(day))
            {
                yield return day;
            }
        }
    }
}
