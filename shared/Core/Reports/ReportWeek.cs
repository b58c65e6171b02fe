using System.Globalization;
using System.Text.RegularExpressions;
using Observability.Core.Recommendations;

namespace Observability.Core.Reports;

/// <summary>A week after ISO 8601 (2019), Monday to Sunday, in UTC.</summary>
public readonly partial record struct ReportWeek(DateOnly Monday)
{
    public DateOnly Sunday => Monday.AddDays(6);

    public DateTimeOffset Begin => new(Monday.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>Exclusive.</summary>
    public DateTimeOffset End => Begin.AddDays(7);

    public ReportWeek Next => new(Monday.AddDays(7));

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, 7).Select(Monday.AddDays);

    public static ReportWeek Of(DateOnly day) => new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));

    /// <summary>The week that was over last.</summary>
    public static ReportWeek Before(DateTimeOffset now) => new(Of(DateOnly.FromDateTime(now.UtcDateTime)).Monday.AddDays(-7));

    /// <summary>From <c>2026-W47</c>; null when the text is no week.</summary>
    public static ReportWeek? Parse(string text)
    {
        Match match = Text().Match(text);
        if (!match.Success)
        {
            return null;
        }

        int year = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        int week = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return year is < 1970 or > 2100 || week < 1 || week > ISOWeek.GetWeeksInYear(year) ? null : new(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday)));
    }

    /// <summary><c>2026-W47</c>.</summary>
    public override string ToString() => NewSavings.WeekOf(Monday);

    [GeneratedRegex(@"^([0-9]{4})-W([0-9]{2})\z")]
    private static partial Regex Text();
}
