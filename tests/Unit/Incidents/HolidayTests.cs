using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Unit.Incidents;

/// <summary>Holidays and planned changes: a daily volume that is a tenth at weekends.</summary>
public sealed class HolidayTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // A Wednesday, ten weeks after the beginning.
    private const int Wednesday = 72;

    [Fact]
    public async Task A_working_day_without_work_is_an_incident() => Assert.Single(await IncidentsAsync(null, Wednesday, 100));

    [Fact]
    public async Task A_holiday_that_is_as_a_Sunday_is_none() => Assert.Empty(await IncidentsAsync(Holiday(Wednesday), Wednesday, 100));

    [Fact]
    public async Task A_holiday_that_is_unlike_its_Sundays_too_is_one()
    {
        Incident incident = Assert.Single(await IncidentsAsync(Holiday(Wednesday), Wednesday, 9000));

        Assert.EndsWith("on a holiday, and unlike its Sundays too", incident.Evidence.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_as_on_a_Sunday_says_so()
    {
        Incident incident = Assert.Single(await IncidentsAsync(null, Wednesday, 100));

        Assert.Equal("sunday", incident.Evidence.Like);
    }

    [Fact]
    public async Task A_change_that_is_planned_opens_nothing()
    {
        PlannedSettings plan = new() { From = Watched.Begin.AddDays(Wednesday), To = Watched.Begin.AddDays(Wednesday + 1), Reason = "the warehouse moves" };

        Assert.Empty(await IncidentsAsync(new() { Name = "move", Planned = [plan] }, Wednesday, 9000));
    }

    [Fact]
    public async Task A_run_that_fails_while_a_change_is_planned_is_told_all_the_same()
    {
        PlannedSettings plan = new() { From = Estate.Begin, To = Estate.Begin.AddDays(2), Reason = "the cluster moves" };
        Estate estate = new() { Settings = Settings.Default with { Calendars = [new() { Name = "move", Planned = [plan] }] } };
        estate.Run("load", 6, good: false);

        Assert.StartsWith("run-failed", await estate.IncidentsAsync(8), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_a_holiday_is_not_learned()
    {
        Watched usual = await FedAsync(null, Wednesday, Usual(Wednesday));
        Watched holiday = await FedAsync(Holiday(Wednesday), Wednesday, 100);
        await usual.FeedAsync([Watched.Point(Day, Wednesday + 1, 1000)]);
        await holiday.FeedAsync([Watched.Point(Day, Wednesday + 1, 1000)]);

        Assert.Equal((await usual.PointsAsync())[^1].Judgement!.Value.Expected!.Value, (await holiday.PointsAsync())[^1].Judgement!.Value.Expected!.Value, 60.0);
    }

    [Fact]
    public void What_was_as_unusual_on_this_date_a_year_ago_is_excused()
    {
        SeriesPoint now = new(new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero), 4000, 1) { Judgement = new(0.9f, true, true, 1000, 800, 1200) };
        SeriesPoint then = new(now.Time.AddYears(-1), 2050, 2) { Judgement = new(0.9f, true, true, 500, 400, 600) };

        Assert.Equal(HolidayReason.LikeLastYear, HolidayOf.Decide(now, declared: false, isSunday: false, [], [then]));
        Assert.Equal(HolidayReason.None, HolidayOf.Decide(now, declared: false, isSunday: false, [], [then with { Value = 500, Judgement = new(0, false, false, 500, 400, 600) }]));
    }

    [Fact]
    public void A_holiday_of_a_series_without_Sundays_tells_nobody() =>
        Assert.Equal(HolidayReason.HolidayUnknown, HolidayOf.Decide(new(Watched.Begin, 1, 1) { Judgement = new(1, true, true, 10, 9, 11) }, declared: true, isSunday: false, [], []));

    [Fact]
    public void Many_series_that_are_as_on_a_Sunday_are_one_incident()
    {
        Incident first = IncidentChange.Open(Like("a", "sunday"), null);

        Assert.Equal(GroupingReason.CausedByOpen, Decide(Like("b", "sunday"), first));
        Assert.Equal(GroupingReason.New, Decide(Like("b", null), first));
    }

    [Fact]
    public async Task A_job_that_does_not_run_on_a_holiday_is_not_late_until_the_day_after()
    {
        Assert.Contains("air/report 25T", await LateAsync(null), StringComparison.Ordinal);
        Assert.DoesNotContain("air/report 25T", await LateAsync(new() { Name = "holidays", Holidays = [DateOnly.FromDateTime(Estate.Begin.AddDays(23).UtcDateTime)] }), StringComparison.Ordinal);

        static async Task<string> LateAsync(CalendarSettings? calendar)
        {
            Estate estate = new() { Settings = Settings.Default with { Calendars = calendar is null ? [] : [calendar] } };
            foreach (int day in Enumerable.Range(0, 23).Where(d => d % 7 < 5))
            {
                estate.Run("report", (day * 24) + 6);
            }

            return await estate.IncidentsAsync((23 * 24) + 20);
        }
    }

    private static GroupingReason Decide(Finding finding, Incident open) => Grouping.Decide(finding, [open], new Dictionary<Subject, int>(), new Dictionary<Subject, int>()).Reason;

    private static Finding Like(string dataset, string? day) => new(IncidentKind.Volume, Subject.Dataset("lake", dataset), Watched.Begin, true, Severity.Warning, "few rows", new() { Why = "few", Actual = 1, Expected = 10, Like = day });

    private static CalendarSettings Holiday(int day) => new() { Name = "holidays", Holidays = [DateOnly.FromDateTime(Watched.Begin.AddDays(day).UtcDateTime)] };

    private static async Task<IReadOnlyList<Incident>> IncidentsAsync(CalendarSettings? calendar, int day, double value) => await (await FedAsync(calendar, day, value)).IncidentsAsync();

    private static async Task<Watched> FedAsync(CalendarSettings? calendar, int day, double value)
    {
        Watched watched = new(Settings.Default with { Calendars = calendar is null ? [] : [calendar] }) { Subject = Subject.Dataset("lake", "orders"), Measure = Measures.Rows };
        await watched.FeedOneByOneAsync(Enumerable.Range(0, day).Select(i => Watched.Point(Day, i, Usual(i))));
        await watched.FeedAsync([Watched.Point(Day, day, value)]);
        return watched;
    }

    private static double Usual(int day) => (Watched.Begin.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 100 : 1000) * (1 + (0.02 * new Random(day).NextDouble()));
}
