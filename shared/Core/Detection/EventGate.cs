namespace Observability.Core.Detection;

/// <summary>One event alerts once: scores inside an open event stay under the bar unless the event gets much worse.</summary>
internal static class EventGate
{
    private const double QuietSeconds = 3600;
    private const double LeastQuiet = 3;

    /// <summary>How much louder than its peak an open event must get to alert again, in score.</summary>
    private const double Worse = 0.2;

    /// <summary>Highest score of a point that belongs to an event already told.</summary>
    private const double Told = 0.49;

    /// <summary>Points without a loud one after which an event is over: an hour of them, at least 3.</summary>
    private static int QuietPoints(double stepSeconds) => (int)Math.Clamp(QuietSeconds / stepSeconds, LeastQuiet, 100_000);

    /// <summary>The score to show: damped inside an event that reached 0.5.</summary>
    public static double Score(ref EventMemory m, double raw, double stepSeconds)
    {
        int quietPoints = QuietPoints(stepSeconds);
        bool open = m.Peak > 0 && m.Quiet < quietPoints;
        m.Quiet = raw >= 0.5 ? 0 : Math.Min(m.Quiet + 1, quietPoints);
        bool tells = !open || raw > m.Peak + Worse;
        if (raw >= 0.5)
        {
            m.Peak = open ? Math.Max(m.Peak, raw) : raw;
        }
        else if (m.Quiet >= quietPoints)
        {
            m.Peak = 0;
        }

        return tells ? raw : Math.Min(raw, Told);
    }

    /// <summary>Whether this point tells of an event, at this bar.</summary>
    public static bool Alerts(ref EventMemory m, double score, double bar, double stepSeconds)
    {
        int quietPoints = QuietPoints(stepSeconds);
        bool over = score >= bar;
        bool open = m.AlertPeak > 0 && m.AlertQuiet < quietPoints;
        bool tells = over && (!open || score > m.AlertPeak + Worse);
        m.AlertQuiet = over ? 0 : Math.Min(m.AlertQuiet + 1, quietPoints);
        m.AlertPeak = over ? (open ? Math.Max(m.AlertPeak, score) : score) : m.AlertQuiet >= quietPoints ? 0 : m.AlertPeak;
        return tells;
    }
}
