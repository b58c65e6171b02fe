namespace Observability.Core.Freshness;

/// <summary>Simple rules for the next deadline: five ways to look back, two lengths of memory, three ranks, six margins.</summary>
/// <remarks>
/// A look back gives the waits that past behaviour explains. <b>Gap</b>: gaps. <b>Weekday gap</b>: gaps that began on this weekday. <b>Hour gap</b>: gaps that began within three hours of
/// this time of a day of this kind (Monday to Thursday, Friday, Saturday, Sunday). <b>Weekly clock</b>: take this time in each earlier week, the update nearest to it, and the wait from
/// that time to the update after: an update that came late today does not move tomorrow's. <b>Daily clock</b>: the same with days of this kind. A rule takes the longest, second or third
/// longest wait (an outage in the past need not lengthen all deadlines after it) and adds a margin. Deadline = update + wait + margin.
/// </remarks>
internal static class DeadlineRules
{
    public const int Count = Looks * Memories * Ranks * MarginCount;

    /// <summary>The rule that serves before there is evidence: longest gap of half a year and half a gap.</summary>
    public const int First = 1 * Ranks * MarginCount + 3;

    private const int Looks = 5;
    private const int Memories = 2;
    private const int Ranks = 3;
    private const int MarginCount = 6;

    /// <summary>Weeks looked back: two months, half a year.</summary>
    private static readonly int[] Weeks = [8, 26];

    /// <summary>Margins in median gaps, and in waits.</summary>
    private static readonly (double Gaps, double Waits)[] Margins = [(0.02, 0), (0.1, 0), (0.25, 0), (0.5, 0), (1, 0), (1, 0.5)];

    private static readonly string[] LookNames = ["longest gap", "longest gap of this weekday", "longest gap of this hour", "weekly clock", "daily clock"];
    private static readonly string[] RankNames = ["", "second ", "third "];

    public static string Name(int rule) =>
        $"{RankNames[rule / MarginCount % Ranks]}{LookNames[rule / (MarginCount * Ranks * Memories)]} in {Weeks[rule / (MarginCount * Ranks) % Memories]} weeks";

    /// <param name="deadlines">Out: UTC ticks, one a rule; 0 where the rule has nothing to go by.</param>
    public static void Deadlines(UpdateHistory history, long typical, Span<long> deadlines)
    {
        Span<long> waits = stackalloc long[Looks * Memories * Ranks];
        Gaps(history, waits);
        Clock(history, 7, Weeks[0], Weeks[1], waits[LookAt(3)..]);
        Clock(history, 1, 7 * Weeks[0] / 2, 7 * Weeks[1] / 2, waits[LookAt(4)..]);
        int rule = 0;
        foreach (long wait in waits)
        {
            foreach ((double gaps, double share) in Margins)
            {
                deadlines[rule++] = wait <= 0 ? 0 : history.Now + wait + (long)(gaps * typical + share * wait);
            }
        }
    }

    private static int LookAt(int look) => look * Memories * Ranks;

    // The first three looks in one pass, newest gap first: what the shorter memory holds is what was found when it ends.
    private static void Gaps(UpdateHistory history, Span<long> waits)
    {
        Span<long> all = waits[Ranks..(2 * Ranks)];
        Span<long> weekday = waits[(LookAt(1) + Ranks)..(LookAt(1) + 2 * Ranks)];
        Span<long> hour = waits[(LookAt(2) + Ranks)..(LookAt(2) + 2 * Ranks)];
        long now = history.Local(history.Now);
        (int day, int kind) = (DayOfWeek(now), Kind(now));
        long recent = history.Now - Weeks[0] * 7 * TimeSpan.TicksPerDay;
        long oldest = history.Now - Weeks[1] * 7 * TimeSpan.TicksPerDay;
        ReadOnlySpan<long> times = history.Times;
        bool kept = false;
        for (int i = times.Length - 2; i >= 0 && times[i] >= oldest; i--)
        {
            if (!kept && times[i] < recent)
            {
                KeepRecent(waits);
                kept = true;
            }

            long gap = times[i + 1] - times[i];
            Insert(all, gap);
            if (gap > weekday[^1] || gap > hour[^1])
            {
                long then = history.Local(times[i]);
                if (DayOfWeek(then) == day)
                {
                    Insert(weekday, gap);
                }

                if (Kind(then) == kind && HoursApart(then, now) <= 3)
                {
                    Insert(hour, gap);
                }
            }
        }

        if (!kept)
        {
            KeepRecent(waits);
        }
    }

    private static void KeepRecent(Span<long> waits)
    {
        for (int look = 0; look < 3; look++)
        {
            waits.Slice(LookAt(look) + Ranks, Ranks).CopyTo(waits[LookAt(look)..]);
        }
    }

    /// <param name="shorter">Looks back of the shorter memory.</param>
    /// <param name="longer">Looks back of the longer memory.</param>
    /// <param name="waits">Of the shorter memory, then of the longer.</param>
    private static void Clock(UpdateHistory history, int everyDays, int shorter, int longer, Span<long> waits)
    {
        int kind = Kind(history.Local(history.Now));
        Span<long> longest = waits.Slice(Ranks, Ranks);
        for (int k = 1; k <= longer && history.Ago(k * everyDays) is var then && then >= history.Times[0]; k++)
        {
            int at = history.Nearest(then);
            if (at >= 0 && at + 1 < history.Times.Length && (everyDays != 1 || Kind(history.Local(then)) == kind))
            {
                Insert(longest, history.Times[at + 1] - then);
                if (k <= shorter)
                {
                    longest.CopyTo(waits);
                }
            }
        }
    }

    private static void Insert(Span<long> longest, long wait)
    {
        for (int i = 0; i < longest.Length; i++)
        {
            if (wait > longest[i])
            {
                (wait, longest[i]) = (longest[i], wait);
            }
        }
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
