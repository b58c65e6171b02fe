namespace Observability.Sample.Calendars;

/// <summary>A local clock with its own daylight-saving rule, so that no machine's time zone data decides what is written.</summary>
/// <remarks>European Union rule since 1996 (Directive 2000/84/EC); United States rule since 2007 (Energy Policy Act of 2005).</remarks>
internal enum Zone
{
    Utc,
    Berlin,
    NewYork,
}

internal static class ZoneClock
{
    /// <summary>The instant of a local date and time. A time that the clock skips is taken an hour later, a repeated one the first time.</summary>
    public static DateTimeOffset ToUtc(this Zone zone, DateTime local)
    {
        TimeSpan winter = Winter(zone);
        DateTimeOffset inSummer = new(local, winter + TimeSpan.FromHours(1));
        return zone != Zone.Utc && IsSummer(zone, inSummer) ? inSummer.ToUniversalTime() : new DateTimeOffset(local, winter).ToUniversalTime();
    }

    public static DateTime ToLocal(this Zone zone, DateTimeOffset instant) =>
        (instant.ToUniversalTime() + Winter(zone) + (zone != Zone.Utc && IsSummer(zone, instant) ? TimeSpan.FromHours(1) : TimeSpan.Zero)).DateTime;

    /// <summary>Instants in [from, to) at which the clock is changed.</summary>
    public static IEnumerable<DateTimeOffset> Changes(this Zone zone, DateTimeOffset from, DateTimeOffset to)
    {
        for (int year = from.Year; zone != Zone.Utc && year <= to.Year; year++)
        {
            (DateTimeOffset begin, DateTimeOffset end) = Summer(zone, year);
            foreach (DateTimeOffset change in new[] { begin, end })
            {
                if (change >= from && change < to)
                {
                    yield return change;
                }
            }
        }
    }

    private static TimeSpan Winter(Zone zone) => TimeSpan.FromHours(zone switch { Zone.Berlin => 1, Zone.NewYork => -5, _ => 0 });

    private static bool IsSummer(Zone zone, DateTimeOffset instant)
    {
        (DateTimeOffset begin, DateTimeOffset end) = Summer(zone, instant.UtcDateTime.Year);
        return instant >= begin && instant < end;
    }

    private static (DateTimeOffset Begin, DateTimeOffset End) Summer(Zone zone, int year) => zone == Zone.Berlin
        ? (Sunday(year, 4, 1, -1).AddHours(1), Sunday(year, 11, 1, -1).AddHours(1))
        : (Sunday(year, 3, 8, 0).AddHours(7), Sunday(year, 11, 1, 0).AddHours(6));

    /// <summary>Midnight UTC of the first Sunday on or after a date, moved by whole weeks.</summary>
    private static DateTimeOffset Sunday(int year, int month, int day, int weeks)
    {
        DateTimeOffset date = new(year, month, day, 0, 0, 0, TimeSpan.Zero);
        return date.AddDays((7 - (int)date.DayOfWeek) % 7 + 7 * weeks);
    }
}
