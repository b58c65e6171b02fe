using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>What is known of a series as a counter.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct CounterMemory
{
    /// <summary>Steps up and steps down, halved together now and then.</summary>
    public double Ups, Downs;

    /// <summary>Last value as it was read, and the least ever.</summary>
    public double Last, Least;

    /// <summary>1 while the series is read as a counter.</summary>
    public long On;
}

/// <summary>Tells counters (never negative, nearly always growing, sometimes set back) from other series: of a counter it is the growth that is judged, and a reset is no news.</summary>
internal static class CounterReading
{
    /// <summary>Steps up before a series may be a counter: a trend seldom takes so many without one down.</summary>
    private const double LeastUps = 50;

    /// <summary>Steps down for each step up that a counter may have: it is set back rarely.</summary>
    private const double MostDowns = 0.03;

    private const double Memory = 2000;

    /// <summary>Learns the value; true when the series turned into a counter or out of one: what was learned of its values is of no more use.</summary>
    public static bool Turns(ref CounterMemory m, double value, bool first)
    {
        if (first)
        {
            m.Least = m.Last = value;
            return false;
        }

        m.Least = Math.Min(m.Least, value);
        m.Ups += value > m.Last ? 1 : 0;
        m.Downs += value < m.Last ? 1 : 0;
        if (m.Ups + m.Downs > Memory)
        {
            m.Ups /= 2;
            m.Downs /= 2;
        }

        long on = m.Ups > LeastUps && m.Downs < MostDowns * m.Ups && m.Least >= 0 ? 1 : 0;
        bool turns = on != m.On;
        m.On = on;
        return turns;
    }
}
