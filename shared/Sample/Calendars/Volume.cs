namespace Observability.Sample.Calendars;

/// <summary>How the amount of data follows the business.</summary>
internal enum Shape
{
    /// <summary>The same every day.</summary>
    Flat,

    /// <summary>Shops and web: evenings and weekends are busy.</summary>
    Shop,

    /// <summary>Offices: little at nights and weekends.</summary>
    Office,

    /// <summary>Book-keeping: as offices, and twice as much around the end of a month.</summary>
    Books,
}

/// <summary>Factor on the usual amount of data, 1 on an average working day.</summary>
internal static class Volume
{
    private const double GrowthPerDay = 0.0008;

    /// <param name="step">Time between two portions; under a day, the hour matters.</param>
    /// <param name="start">Start of the window; growth counts from here.</param>
    public static double Factor(Shape shape, DateTimeOffset time, TimeSpan step, DateTimeOffset start)
    {
        // A daily job carries the day before; a short one the hour it runs in.
        DateTimeOffset business = step < TimeSpan.FromDays(1) ? time : time.AddHours(-12);
        double factor = Weekday(shape, business) * (1 + GrowthPerDay * (time - start).TotalDays);
        factor *= step < TimeSpan.FromDays(1) ? Hour(shape, business) : 1;
        factor *= shape is not (Shape.Flat or Shape.Shop) && Holidays.IsHoliday(business) ? 0.25 : 1;
        factor *= shape == Shape.Shop && Holidays.IsHoliday(business) ? 0.55 : 1;
        return shape == Shape.Books ? factor * MonthEnd(business) : factor;
    }

    private static double Weekday(Shape shape, DateTimeOffset time) => (shape, time.DayOfWeek) switch
    {
        (Shape.Flat, _) => 1,
        (Shape.Shop, DayOfWeek.Saturday) => 1.25,
        (Shape.Shop, DayOfWeek.Sunday) => 1.15,
        (Shape.Shop, DayOfWeek.Friday) => 1.08,
        (_, DayOfWeek.Saturday) => 0.3,
        (_, DayOfWeek.Sunday) => 0.22,
        (_, DayOfWeek.Monday) => 1.12,
        _ => 1,
    };

    /// <summary>A smooth day: lowest near 02:00 UTC for shops, near 01:00 for offices; 1 on average.</summary>
    private static double Hour(Shape shape, DateTimeOffset time)
    {
        double hour = time.TimeOfDay.TotalHours;
        return shape switch
        {
            Shape.Flat => 1,
            Shape.Shop => 1 - 0.65 * Math.Cos((hour - 4) / 24 * 2 * Math.PI),
            _ => 1 - 0.75 * Math.Cos((hour - 1) / 24 * 2 * Math.PI),
        };
    }

    private static double MonthEnd(DateTimeOffset time) => time.AddDays(1).Day == 1 || time.Day == 1 ? 2.1 : time.AddDays(2).Day == 1 ? 1.5 : 1;
}
