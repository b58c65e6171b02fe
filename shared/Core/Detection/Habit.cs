using System.Numerics;

namespace Observability.Core.Detection;

/// <summary>Whether a series was told of at this hour of the week most weeks: then it is a habit, and only the most sensitive want to hear of it again.</summary>
/// <remarks>
/// A habit: told blocks of <see cref="Peaks"/>, at least <see cref="Alike"/> as loud, lay a whole number of weeks before, an hour more or less, in at least half of the last
/// <see cref="Weeks"/> weeks and at least <see cref="Least"/> of them.
/// </remarks>
internal static class Habit
{
    /// <summary>Highest score of a habit: an alert at the sensitivity of a half, none at the default of an estate (DetectionSettings).</summary>
    public const double Most = 0.51;

    private const int WeekHours = 7 * 24;
    private const int Weeks = 8;
    private const int Least = 2;

    /// <summary>Hours beside the hour that count as the same.</summary>
    private const int Slack = 1;

    private const double Alike = 0.7;

    public static bool Is(ref readonly PeakMemory m, double loudness, long ticks, long firstTicks)
    {
        int now = (int)(ticks / TimeSpan.TicksPerHour);
        int past = Math.Min((now - (int)(firstTicks / TimeSpan.TicksPerHour)) / WeekHours, Weeks);
        uint weeks = 0;
        for (int i = 0; i < m.Kept && past >= Least && m.Top[i].Loudness >= Alike * loudness; i++)
        {
            int back = now - m.Top[i].Hour, times = (back + Slack) / WeekHours;
            bool same = m.Top[i].Told == 1 && times >= 1 && times <= Weeks && Math.Abs(back - times * WeekHours) <= Slack;
            weeks |= same ? 1u << times : 0;
        }

        int count = BitOperations.PopCount(weeks);
        return count >= Least && 2 * count >= past;
    }
}
