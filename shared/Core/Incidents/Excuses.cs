using Observability.Core.Configuration;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Incidents;

/// <summary>What speaks against telling of something unusual: planned changes, holidays, what people said.</summary>
/// <param name="tuned">How each measure of the subject is judged after what people said.</param>
internal sealed class Excuses(SeriesStore store, Settings settings, Subject subject, Func<string, Tuned> tuned)
{
    // Wide enough for a point that comes some hours earlier or later than a year ago.
    private static readonly TimeSpan AroundLastYear = TimeSpan.FromHours(30);

    public Tuned Of(string measure) => tuned(measure);

    /// <summary>Whether what comes at this time shows what is usual.</summary>
    public bool IsLearned(SeriesTail tail, DateTimeOffset time) =>
        !Of(tail.Measure).IsPlanned(time) && !(settings.HolidayAt(subject, time) is not null && HasDays(tail));

    /// <summary>Whether the time lies in a change that was planned, by the settings or by what people said. A failed run is told all the same.</summary>
    public bool IsPlanned(string measure, DateTimeOffset time) =>
        measure != Measures.Failed && (settings.PlanAt(subject, time) is not null || Of(measure).IsPlanned(time));

    /// <summary>What days like this one say of a value that is out of its band; reads points only where there are days to compare.</summary>
    public async Task<HolidayReason> DayAsync(SeriesTail tail, SeriesPoint point, CancellationToken cancel)
    {
        if (!HasDays(tail))
        {
            return HolidayReason.None;
        }

        CalendarSettings? calendar = settings.HolidayAt(subject, point.Time);
        DateOnly day = calendar?.DayOf(point.Time) ?? DateOnly.FromDateTime(point.Time.UtcDateTime);
        int back = day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
        DateTimeOffset[] sundays = [point.Time.AddDays(-back), point.Time.AddDays(-back - 7)];
        DateTimeOffset lastYear = point.Time.AddYears(-1);
        IReadOnlyList<SeriesPoint> before = await store.PointsAsync(subject, tail.Measure, sundays[1].AddDays(-1), point.Time, cancel).ConfigureAwait(false);
        IReadOnlyList<SeriesPoint> then = await store.PointsAsync(subject, tail.Measure, lastYear - AroundLastYear, lastYear + AroundLastYear, cancel).ConfigureAwait(false);
        return HolidayOf.Decide(point, calendar is not null, day.DayOfWeek == DayOfWeek.Sunday, HolidayOf.Near(before, sundays), HolidayOf.Near(then, [lastYear]));
    }

    /// <summary>When something that is overdue is to be waited for instead; null: now.</summary>
    public DateTimeOffset? WaitFor(SeriesTail tail, DateTimeOffset deadline)
    {
        if (settings.PlanAt(subject, deadline) is { } plan)
        {
            return plan.To;
        }

        if (Of(tail.Measure).Plans.FirstOrDefault(p => p.Plans(deadline)) is { } said)
        {
            return said.To ?? said.At + Vote.LongestPlan;
        }

        return settings.HolidayAt(subject, deadline) is { } calendar && HasDays(tail) && !CameOnSunday(tail, calendar, deadline) ? calendar.AfterHolidays(deadline) : null;
    }

    private static bool HasDays(SeriesTail tail) => SeriesStep.Of(tail.Points) >= HolidayOf.LeastStep;

    private static bool CameOnSunday(SeriesTail tail, CalendarSettings calendar, DateTimeOffset time)
    {
        DateOnly day = calendar.DayOf(time);
        DateOnly sunday = day.AddDays(day.DayOfWeek == DayOfWeek.Sunday ? -7 : -(int)day.DayOfWeek);
        return tail.Points.Any(p => calendar.DayOf(p.Time) == sunday);
    }
}
