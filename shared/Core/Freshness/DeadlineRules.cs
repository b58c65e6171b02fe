namespace Observability.Core.Freshness;

/// <summary>Simple rules for the next deadline: six ways to look back, three lengths of memory, five margins.</summary>
/// <remarks>
/// A look back gives the longest wait that past behaviour explains. <b>Gap</b>: longest gap. <b>Weekday gap</b>: longest gap that began on this weekday. <b>Hour gap</b>: longest gap
/// that began within three hours of this time of a day of this kind (work day, Saturday, Sunday). <b>Weekly clock</b>: take this time in each earlier week, the update nearest to it, and
/// the wait from that time to the update after: an update that came late today does not move tomorrow's. <b>Daily clock</b>: the same with days of this kind. <b>Most gaps</b>: 90th
/// percentile of the gaps. The margin is a share of the median gap. Deadline = update + wait + margin.
/// </remarks>
internal static class DeadlineRules
{
    /// <summary>Weeks looked back: two months, four months, half a year.</summary>
    private static readonly int[] Weeks = [8, 16, 26];

    /// <summary>Margins in median gaps; the middle one is a tenth of a gap, as schedulers' grace commonly is.</summary>
    private static readonly double[] Margins = [0.02, 0.1, 0.25, 0.5, 1];

    private static readonly string[] Looks = ["longest gap", "longest gap of this weekday", "longest gap of this hour", "weekly clock", "daily clock", "90 % of gaps"];

    public const int Count = 6 * 3 * 5;

    /// <summary>The rule that serves before there is evidence: longest gap of half a year and half a gap.</summary>
    public const int First = 2 * 5 + 3;

    public static string Name(int rule) => $"{Looks[rule / 15]} in {Weeks[rule / 5 % 3]} weeks, margin {Margins[rule % 5]:0.##} gaps";

    /// <param name="deadlines">Out: UTC ticks, one a rule; 0 where the rule has nothing to go by.</param>
    public static void Deadlines(UpdateHistory history, long typical, Span<long> deadlines)
    {
        for (int look = 0; look < 6; look++)
        {
            for (int memory = 0; memory < 3; memory++)
            {
                long wait = look switch
                {
                    < 3 => LongestGap(history, look, Weeks[memory]),
                    3 => Clock(history, 7, Weeks[memory], 1),
                    4 => Clock(history, 1, 7 * Weeks[memory] / 2, 1),
                    _ => MostGaps(history, Weeks[memory]),
                };
                for (int margin = 0; margin < 5; margin++)
                {
                    deadlines[(look * 3 + memory) * 5 + margin] = wait == 0 ? 0 : history.Now + wait + (long)(Margins[margin] * typical);
                }
            }
        }
    }

    private static long LongestGap(UpdateHistory history, int look, int weeks)
    {
        long from = history.Now - weeks * 7 * TimeSpan.TicksPerDay;
        long now = history.Local(history.Now);
        ReadOnlySpan<long> times = history.Times;
        long longest = 0;
        int found = 0;
        for (int i = times.Length - 2; i >= 0 && times[i] >= from; i--)
        {
            long gap = times[i + 1] - times[i];
            if (gap > longest && look > 0)
            {
                long then = history.Local(times[i]);
                if (look == 1 ? DayOfWeek(then) != DayOfWeek(now) : Kind(then) != Kind(now) || HoursApart(then, now) > 3)
                {
                    continue;
                }
            }

            found++;
            longest = Math.Max(longest, gap);
        }

        return found == 0 ? 0 : longest;
    }

    private static long Clock(UpdateHistory history, int everyDays, int steps, int least)
    {
        int kind = Kind(history.Local(history.Now));
        long longest = 0;
        int found = 0;
        for (int k = 1; k <= steps; k++)
        {
            long then = history.Ago(k * everyDays);
            if (then < history.Times[0])
            {
                break;
            }

            int at = history.Nearest(then);
            if (at < 0 || at + 1 >= history.Times.Length || (everyDays == 1 && Kind(history.Local(then)) != kind))
            {
                continue;
            }

            found++;
            longest = Math.Max(longest, history.Times[at + 1] - then);
        }

        return found < least ? 0 : longest;
    }

    private static long MostGaps(UpdateHistory history, int weeks)
    {
        long from = history.Now - weeks * 7 * TimeSpan.TicksPerDay;
        ReadOnlySpan<long> times = history.Times;
        int first = times.Length - 1;
        while (first > 0 && times[first - 1] >= from)
        {
            first--;
        }

        long[] gaps = new long[times.Length - 1 - first];
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = times[first + i + 1] - times[first + i];
        }

        Array.Sort(gaps);
        return gaps.Length < 5 ? 0 : gaps[(int)(0.9 * (gaps.Length - 1))];
    }

    /// <summary>0 Monday … 6 Sunday.</summary>
    private static int DayOfWeek(long local) => (int)(local / TimeSpan.TicksPerDay % 7);

    /// <summary>Friday has its own kind: what follows it is a weekend.</summary>
    private static int Kind(long local) => DayOfWeek(local) switch { < 4 => 0, int day => day };

    private static double HoursApart(long a, long b)
    {
        long apart = Math.Abs(a - b) % TimeSpan.TicksPerDay;
        return Math.Min(apart, TimeSpan.TicksPerDay - apart) / (double)TimeSpan.TicksPerHour;
    }
}
