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

    private const long DayTicks = TimeSpan.TicksPerDay;

    public static int DaySlot(long ticks) => (int)(ticks % DayTicks * DaySlots / DayTicks);

    public static int WeekSlot(long ticks) => (int)(ticks % (7 * DayTicks) / (7 * DayTicks / WeekSlots));

    /// <param name="slotSeconds">Width of a slot.</param>
    /// <param name="limit">The most that one value may pull, in the unit of the series.</param>
    public static void Learn(ref double level, ref float seen, double value, double slotSeconds, double stepSeconds, double limit)
    {
        if (seen == 0)
        {
            level = value;
            seen = 1;
            return;
        }

        double most = Cycles * Math.Max(1, slotSeconds / Math.Max(stepSeconds, 1e-3));
        seen = (float)Math.Min(seen + 1, most);
        level += Math.Clamp(value - level, -limit, limit) / seen;
    }
}

/// <summary>Levels and how many values each rests on, by time of day.</summary>
[InlineArray(SeasonalProfile.DaySlots)]
internal struct DayLevels
{
    private double _level;
}

[InlineArray(SeasonalProfile.DaySlots)]
internal struct DaySeen
{
    private float _seen;
}

[InlineArray(SeasonalProfile.WeekSlots)]
internal struct WeekLevels
{
    private double _level;
}

[InlineArray(SeasonalProfile.WeekSlots)]
internal struct WeekSeen
{
    private float _seen;
}
