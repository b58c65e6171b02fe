namespace Observability.Core.Detection;

/// <summary>One event alerts once: scores inside an open event stay under the bar unless the event gets worse.</summary>
/// <remarks>
/// An event lasts while there was a raw score of 0.5 within the last hour, three points at least, whatever the sensitivity. A point alerts at bar b ≥ 0.5 as the first of its event that reaches b, and again
/// where it is <see cref="Again"/> over the last that alerted. Under 0.5 alert these, and whatever reaches the bar and is higher than all since scores were last well under their peak. So a lower bar never
/// alerts less: each step of <see cref="Again"/> that takes an event from alert to alert at b holds one of every lower bar.
/// </remarks>
internal static class EventGate
{
    private const double QuietSeconds = 3600;
    private const double LeastQuiet = 3;

    /// <summary>How much over its peak a point of an open event must score to be shown as what it is.</summary>
    private const double Worse = 0.05;

    /// <summary>The same over what alerted last, to alert again.</summary>
    private const double Again = 0.2;

    /// <summary>What alerts at the sensitivity of a half.</summary>
    private const double Bar = 0.5;

    /// <summary>Highest score of a point that belongs to an event already told.</summary>
    private const double Told = 0.49;

    /// <param name="bar">What alerts at the sensitivity asked for.</param>
    /// <returns>The score to show, damped inside an event; and whether the point alerts.</returns>
    public static (double Score, bool Alert) Judge(ref EventMemory m, double raw, double bar, double stepSeconds)
    {
        int quietPoints = (int)Math.Clamp(QuietSeconds / stepSeconds, LeastQuiet, 100_000); // an hour of them
        bool open = m.Peak > 0 && m.Quiet < quietPoints;
        double score = !open || raw > m.Peak + Worse ? raw : Math.Min(raw, Told);
        m.Quiet = raw >= Bar ? 0 : Math.Min(m.Quiet + 1, quietPoints);
        m.Peak = raw >= Bar ? (open ? Math.Max(m.Peak, raw) : raw) : m.Quiet >= quietPoints ? 0 : m.Peak;
        m.Alerted = open ? m.Alerted : 0;
        bool alerts = score >= Math.Max(bar, Bar) && (m.Alerted == 0 || score > m.Alerted + Again);
        m.Alerted = alerts ? score : m.Alerted;
        bool highest = score > m.Highest;
        m.Lower = open || score >= m.Highest - Again ? 0 : m.Lower + 1;
        m.Highest = m.Lower >= quietPoints ? 0 : Math.Max(m.Highest, score);
        return (score, alerts || (bar < Bar && score >= bar && highest));
    }
}
