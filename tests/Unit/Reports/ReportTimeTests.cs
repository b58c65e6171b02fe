using Observability.Core.Configuration;
using Observability.Core.Reports;

namespace Observability.Unit.Reports;

public sealed class ReportTimeTests
{
    [Theory]
    [InlineData("2026-W47", "UTC", DayOfWeek.Monday, 8, "2026-11-23T08:00Z")]
    [InlineData("2026-W47", "Europe/Prague", DayOfWeek.Monday, 8, "2026-11-23T07:00Z")]
    [InlineData("2026-W30", "Europe/Prague", DayOfWeek.Monday, 8, "2026-07-27T06:00Z")]
    [InlineData("2026-W47", "America/Los_Angeles", DayOfWeek.Monday, 8, "2026-11-23T16:00Z")]
    [InlineData("2026-W47", "Asia/Kolkata", DayOfWeek.Friday, 0, "2026-11-26T18:30Z")]
    [InlineData("2026-W53", "UTC", DayOfWeek.Sunday, 23, "2027-01-10T23:00Z")]
    [InlineData("2026-W12", "Europe/Prague", DayOfWeek.Sunday, 2, "2026-03-29T01:00Z")] // 02:00 does not exist: 03:00 summer time
    [InlineData("2026-W42", "Europe/Prague", DayOfWeek.Sunday, 2, "2026-10-25T00:00Z")] // 02:00 comes twice: the first
    [InlineData("2026-W47", "Pacific/Kiritimati", DayOfWeek.Monday, 8, "2026-11-29T18:00Z")] // Monday 08:00 there is before the week is over in UTC
    public void It_is_sent_at_its_hour_in_its_zone_after_the_week_is_over(string week, string zone, DayOfWeek weekday, int hour, string expected)
    {
        ReportSettings report = new() { Name = "r", Receivers = ["c"], Zone = zone, Weekday = weekday, Hour = hour };

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), ReportTime.Of(ReportWeek.Parse(week)!.Value, report));
    }

    [Theory]
    [InlineData("2026-W47", "2026-11-16")]
    [InlineData("2026-W01", "2025-12-29")]
    [InlineData("2026-W53", "2026-12-28")]
    [InlineData("2025-W53", null)] // that year has 52
    [InlineData("2026-W00", null)]
    [InlineData("2026-47", null)]
    [InlineData("2026-W47\n", null)]
    public void A_week_is_read_and_written_as_ISO_8601_says(string text, string? monday)
    {
        ReportWeek? week = ReportWeek.Parse(text);

        Assert.Equal(monday, week?.Monday.ToString("yyyy-MM-dd"));
        Assert.Equal(monday is null ? null : text, week?.ToString());
    }
}
