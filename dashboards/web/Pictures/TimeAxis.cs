using System.Globalization;

namespace Observability.Web.Pictures;

/// <summary>Round times to mark between the ends of a picture.</summary>
internal static class TimeAxis
{
    /// <summary>So many at most, beside the two ends: as many as fit half a wide screen.</summary>
    private const int Most = 5;

    /// <summary>Share of the width of a picture beside another column, beside either end, that its own label and half of another take.</summary>
    private const double End = 0.16;

    private static readonly TimeSpan[] Steps =
    [
        .. ((int[])[1, 2, 5, 10, 15, 30]).Select(m => TimeSpan.FromMinutes(m)), .. ((int[])[1, 2, 3, 6, 12]).Select(h => TimeSpan.FromHours(h)), .. ((int[])[1, 2, 7, 14]).Select(d => TimeSpan.FromDays(d)),
    ];

    private static readonly int[] Months = [1, 2, 3, 6, 12, 24, 60, 120];

    /// <summary>Whole minutes, hours, days, weeks (Mondays) or months (UTC) between the two, without those under the labels of the ends.</summary>
    public static IReadOnlyList<(DateTimeOffset Time, string Label)> Of(DateTimeOffset first, DateTimeOffset last)
    {
        TimeSpan room = last - first;
        if (room <= TimeSpan.Zero)
        {
            return [];
        }

        TimeSpan step = Steps.FirstOrDefault(s => room / s <= Most);
        bool months = step == TimeSpan.Zero;
        IEnumerable<DateTimeOffset> times = months ? FirstsOfMonths(first, last) : Multiples(first, last, step);
        string format = months ? "MMM yyyy" : step >= TimeSpan.FromDays(1) ? "d MMM" : room >= TimeSpan.FromDays(1) ? "d MMM HH:mm" : "HH:mm";
        return [.. times.Where(t => (t - first) / room is > End and < 1 - End).Select(t => (t, t.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)))];
    }

    // Counted from a Monday.
    private static IEnumerable<DateTimeOffset> Multiples(DateTimeOffset first, DateTimeOffset last, TimeSpan step)
    {
        DateTimeOffset monday = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (DateTimeOffset time = monday + (step * Math.Ceiling((first - monday) / step)); time <= last; time += step)
        {
            yield return time;
        }
    }

    private static IEnumerable<DateTimeOffset> FirstsOfMonths(DateTimeOffset first, DateTimeOffset last)
    {
        int from = (first.UtcDateTime.Year * 12) + first.UtcDateTime.Month - 1;
        int to = (last.UtcDateTime.Year * 12) + last.UtcDateTime.Month - 1;
        int every = Months.FirstOrDefault(m => (to - from) / m <= Most, Months[^1]);
        for (int month = (from + every) / every * every; month <= to; month += every)
        {
            yield return new(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);
        }
    }
}
