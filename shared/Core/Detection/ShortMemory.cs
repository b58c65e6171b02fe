using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>The last values as they were, and how far off the last forecasts of the short-history law were.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct ShortMemory
{
    /// <summary>Values kept: nine weeks of days.</summary>
    public const int Kept = 64;

    /// <summary>Values so far; the newest is at (Seen − 1) mod <see cref="Kept"/>.</summary>
    public long Seen;

    /// <summary>Standardised errors of the last three forecasts, newest first, and their distances in the scale judged in.</summary>
    public Three Errors;
    public Three Distances;

    /// <summary>Mean squared distance where a profile forecasts, and how many distances it rests on.</summary>
    public double Square;
    public double Squares;

    /// <summary>Least value ever; meaningless before the first.</summary>
    public double Lowest;

    public Values Raw;
    public Hours Hour;

    public readonly int Count => (int)Math.Min(Seen, Kept);

    [InlineArray(3)]
    internal struct Three
    {
        private double _value;
    }

    [InlineArray(Kept)]
    internal struct Values
    {
        private double _value;
    }

    /// <summary>Hours since year 1.</summary>
    [InlineArray(Kept)]
    internal struct Hours
    {
        private int _value;
    }
}
