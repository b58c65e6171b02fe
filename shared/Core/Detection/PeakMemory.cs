using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>Memory of how loud the series has been: the loudest blocks of its past, and the tail fitted to them.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct PeakMemory
{
    /// <summary>Blocks so far, those remembered, and the UTC ticks at which the current one ends; 0 before the first.</summary>
    public long Number, Blocks, Ends;

    /// <summary>Loudest point of the current block that belongs to no event told of before, and its stamp.</summary>
    public double Loudest;
    public long Stamp;

    /// <summary>Loudness from which the tail is fitted, its scale, and −log₁₀ of the share of blocks beyond it.</summary>
    public double From, Scale, Beyond;

    /// <summary>What a told block counts, 0..1.</summary>
    public double ToldWeight;

    /// <summary>Short mean of the fused loudness.</summary>
    public double Short;

    public long Kept;

    /// <summary>Loudest first.</summary>
    public TopBlocks Top;

    internal struct Block
    {
        public float Loudness;

        /// <summary>Which block of the series.</summary>
        public int Number;

        /// <summary>Hour of its loudest point since year 1, times two; and one where it was told of.</summary>
        public int Stamp;

        public readonly int Told => Stamp & 1;

        public readonly int Hour => Stamp >> 1;
    }

    [InlineArray(Peaks.Most)]
    internal struct TopBlocks
    {
        private Block _block;
    }
}
