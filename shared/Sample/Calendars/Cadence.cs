namespace Observability.Sample.Calendars;

/// <summary>When something is due.</summary>
/// <param name="Text">
/// <c>15m</c>, <c>1h@5</c> and <c>6h@20</c> (minutes past), <c>d@02:17</c> daily, <c>wd@</c> Monday to Friday, <c>w1@</c> weekly on that day
/// (0 = Sunday), <c>me@</c> the last day of a month; with <c>/Berlin</c> or <c>/NewYork</c> on a local clock.
/// </param>
internal sealed record Cadence(string Text)
{
    private string Unit => Text.Split('@')[0];

    public Zone Zone => Text.Contains('/', StringComparison.Ordinal) ? Enum.Parse<Zone>(Text.Split('/')[1]) : Zone.Utc;

    /// <summary>Usual time between two; a month counts 30 days.</summary>
    public TimeSpan Step => Unit switch
    {
        "15m" => TimeSpan.FromMinutes(15),
        "1h" => TimeSpan.FromHours(1),
        "6h" => TimeSpan.FromHours(6),
        "d" or "wd" => TimeSpan.FromDays(1),
        "me" => TimeSpan.FromDays(30),
        _ => TimeSpan.FromDays(7),
    };

    public bool IsDaily => Unit == "d";

    /// <summary>All due times in [from, to), ascending.</summary>
    public IEnumerable<DateTimeOffset> Times(DateTimeOffset from, DateTimeOffset to) =>
        Step < TimeSpan.FromDays(1) ? Short(from, to) : Days(from, to);

    private IEnumerable<DateTimeOffset> Short(DateTimeOffset from, DateTimeOffset to)
    {
        int minutes = Text.Contains('@', StringComparison.Ordinal) ? int.Parse(Text.Split('@')[1]) : 0;
        DateTimeOffset midnight = new(from.UtcDateTime.Date, TimeSpan.Zero);
        for (DateTimeOffset time = midnight.AddMinutes(minutes); time < to; time += Step)
        {
            if (time >= from)
            {
                yield return time;
            }
        }
    }

    private IEnumerable<DateTimeOffset> Days(DateTimeOffset from, DateTimeOffset to)
    {
        TimeSpan at = TimeSpan.ParseExact(Text.Split('@')[1].Split('/')[0], @"hh\:mm", null);
        for (DateTime day = DateTime.SpecifyKind(from.UtcDateTime.Date, DateTimeKind.Unspecified).AddDays(-1); day <= to.UtcDateTime.Date.AddDays(1); day = day.AddDays(1))
        {
            DateTimeOffset time = Zone.ToUtc(day + at);
            if (IsDue(day) && time >= from && time < to)
            {
                yield return time;
            }
        }
    }

    private bool IsDue(DateTime day) => Unit switch
    {
        "d" => true,
        "wd" => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        "me" => day.AddDays(1).Day == 1,
        string week => (int)day.DayOfWeek == int.Parse(week[1..]),
    };
}
