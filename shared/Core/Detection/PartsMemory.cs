using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>Memory of the parts: the short means they watch, and for each side of each part what was usual.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct PartsMemory
{
    /// <summary>Mean baseline distance over about 6 and about 48 points, in baseline scales.</summary>
    public double Level;
    public double SlowLevel;

    /// <summary>Mean absolute residual over about 12 points, in scales.</summary>
    public double Variance;

    /// <summary>Loudest fused loudness of late, a tenth less with every point.</summary>
    public double Recent;

    /// <summary>Distance in scales from which a residual is unusual by itself; found again every so many points.</summary>
    public double Reach;

    /// <summary>Points in the current run of one value.</summary>
    public long Run;

    /// <summary>Farthest slow level above and below in the current stretch and in the one before, and what both count: they are learned a stretch late.</summary>
    public Stretch Now, Before;

    /// <summary>Above and below, by part.</summary>
    public Both Sides;
    public TailSketch FlatRun, GapSteps, Fused;

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    internal struct Stretch
    {
        public double Up, Down;
        public float Weight;
        public int Points;
    }

    [InlineArray(2 * Parts.TwoSided)]
    internal struct Both
    {
        private TailSketch _sketch;
    }
}

/// <summary>Memory of the current event.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct EventMemory
{
    /// <summary>Points since a score reached 0.5, and the highest score of that event; 0 when none is open.</summary>
    public long Quiet;
    public double Peak;

    /// <summary>Score that alerted last in it, 0 for none.</summary>
    public double Alerted;

    /// <summary>Highest score since scores were last well under their peak, and how many are so now.</summary>
    public double Highest;
    public long Lower;
}
