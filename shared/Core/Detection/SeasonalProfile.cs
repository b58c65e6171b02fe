using System.Runtime.CompilerServices;

namespace Observability.Core.Detection;

/// <summary>Level of a series by time of day (96 slots of 15 minutes… 288 of 5) or of week: a robust running mean a slot.</summary>
/// <remarks>
/// level_s ← level_s + clip(value − level_s, ±limit) / min(n_s, cycles·points a slot): the mean of about <see cref="Cycles"/> cycles. Source: Huber,
/// <i>Robust Estimation of a Location Parameter</i>, 1964, for the clipping.
/// </remarks>
internal static class SeasonalProfile
{
    public const int DaySlots = 288;
    public const int WeekSlots = 672;

    /// <summary>Cycles that a slot remembers: a new habit wins after about so many days or weeks.</summary>
    private const double Cycles = 6;

    /// <summary>A season is known a slot before its first cycle is complete.</summary>
    public const long Slack = 5 * TimeSpan.TicksPerMinute;

    private const long DayTicks = TimeSpan.TicksPerDay;

    public static int DaySlot(long ticks) => (int)(ticks % DayTicks * DaySlots / DayTicks);

    public static int WeekSlot(long ticks) => (int)(ticks % (7 * DayTicks) / (7 * DayTicks / WeekSlots));

    /// <param name="level">Of the slot, from the anchor.</param>
    /// <param name="seen">Values that the level rests on, at most 255.</param>
    /// <param name="value">From the anchor.</param>
    /// <param name="slotSeconds">Width of a slot.</param>
    /// <param name="limit">The most that one value may pull, in the unit of the series.</param>
    public static void Learn(ref float level, ref byte seen, double value, double slotSeconds, double stepSeconds, double limit)
    {
        if (seen == 0)
        {
            level = Narrow(value);
            seen = 1;
            return;
        }

        double most = Math.Min(Cycles * Math.Max(1, slotSeconds / Math.Max(stepSeconds, 1e-3)), byte.MaxValue);
        double count = Math.Min(seen + 1, most);
        seen = (byte)count;
        level = Narrow(level + Math.Clamp(value - level, -limit, limit) / count);
    }

    private static float Narrow(double value) => (float)Math.Clamp(value, -1e38, 1e38);
}

/// <summary>Distances of the levels from the anchor, and how many values each rests on, by time of day.</summary>
[InlineArray(SeasonalProfile.DaySlots)]
internal struct DayLevels
{
    private float _level;
}

[InlineArray(SeasonalProfile.DaySlots)]
internal struct DaySeen
{
    private byte _seen;
}

[InlineArray(SeasonalProfile.WeekSlots)]
internal struct WeekLevels
{
    private float _level;
}

[InlineArray(SeasonalProfile.WeekSlots)]
internal struct WeekSeen
{
    private byte _seen;
}
