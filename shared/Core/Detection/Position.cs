using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>Long centre and spread of a series.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct PositionMemory
{
    public double Centre, Spread;
    public long Count;
}

/// <summary>Where a value lies in its series: asinh of its distance from the long centre in mean distances, near 0 linear, far out a logarithm.</summary>
/// <remarks>Centre and spread remember <see cref="Memory"/> points, a distance counting five spreads at most. Unitless; the same for any unit and offset of the series.</remarks>
internal static class Position
{
    private const double Memory = 4000;
    private const double Clip = 5;

    /// <summary>Values before distances are clipped: the first spreads rest on nothing.</summary>
    private const int Warm = 8;

    public static double Step(ref PositionMemory m, double value)
    {
        if (m.Count == 0)
        {
            m.Centre = value;
        }

        double distance = value - m.Centre;
        double spread = m.Spread > 0 ? m.Spread : Math.Abs(distance);
        double position = spread > 0 ? Math.Asinh(distance / spread) : 0;
        double weight = Math.Max(1 / Memory, 1.0 / (m.Count + 1));
        double limit = m.Count < Warm ? Math.Abs(distance) : Clip * spread;
        m.Centre += weight * Math.Clamp(distance, -limit, limit);
        m.Spread += weight * (Math.Min(Math.Abs(distance), limit) - m.Spread);
        m.Count++;
        return position;
    }
}
