using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>Memory of what the series showed so far, whatever a forecast says.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct NoveltyMemory
{
    public PositionMemory Position;
    public SymbolMemory Symbols;
    public RecurrenceMemory Fine, Coarse;

    /// <summary>The current half-hour, and the mean position in it so far.</summary>
    public long Slot;
    public double SlotSum, SlotCount;

    public Past Tails;

    [InlineArray(Novelty.Count)]
    internal struct Past
    {
        private TailSketch _sketch;
    }
}

/// <summary>Parts that need no forecast: has the series ever looked like this?</summary>
/// <remarks>Stretches of points and of half-hours against all remembered ones (<see cref="Recurrence"/>), levels after levels and at this hour (<see cref="Symbols"/>).</remarks>
internal static class Novelty
{
    /// <summary>Parts, after those of <see cref="Parts"/>.</summary>
    public const int Count = 4;

    private const long SlotTicks = 30 * TimeSpan.TicksPerMinute;

    /// <summary>Bins of a sketch are logarithmic: distances and surprises are moved to where bins are.</summary>
    private const double Scale = 4;

    /// <summary>Points before levels after levels say anything.</summary>
    private const int Known = 30;

    /// <summary>Takes the point into what is remembered of the series.</summary>
    /// <param name="slowness">See <see cref="Cadence.Slowness"/>.</param>
    /// <param name="statistics">Out: one statistic a part, for <see cref="Learn"/>; negative where there is none.</param>
    public static void Observe(ref NoveltyMemory m, double value, long ticks, double slowness, Span<double> statistics)
    {
        double position = Position.Step(ref m.Position, value);
        statistics.Fill(-1);
        statistics[0] = Scale * Recurrence.Step(ref m.Fine, (float)position);
        long slot = ticks / SlotTicks;
        if (slot != m.Slot && m.SlotCount > 0)
        {
            statistics[1] = Scale * Recurrence.Step(ref m.Coarse, (float)(m.SlotSum / m.SlotCount));
            m.SlotSum = m.SlotCount = 0;
        }

        m.Slot = slot;
        m.SlotSum += position;
        m.SlotCount++;
        (double sequence, double hour) = Symbols.Step(ref m.Symbols, position, ticks, slowness);
        if (m.Position.Count > Known)
        {
            statistics[2] = Scale * sequence;
            statistics[3] = Scale * hour;
        }
    }

    /// <summary>Looks up how much of the past lies beyond the point.</summary>
    /// <param name="places">Of the statistics in the sketches.</param>
    /// <param name="above">Out: weight of what lies beyond; infinite for a part that says nothing.</param>
    /// <param name="weights">Out: of all of the past.</param>
    public static void LookUp(ref readonly NoveltyMemory m, ReadOnlySpan<double> statistics, ReadOnlySpan<double> places, Span<double> above, Span<double> weights)
    {
        ReadOnlySpan<TailSketch> sketches = m.Tails;
        for (int part = 0; part < Count; part++)
        {
            above[part] = statistics[part] >= 0 ? sketches[part].Above(places[part]) : double.PositiveInfinity;
            weights[part] = sketches[part].Weight;
        }
    }

    /// <summary>Adds the point to the past.</summary>
    public static void Learn(ref NoveltyMemory m, ReadOnlySpan<double> statistics, ReadOnlySpan<double> places, float weight)
    {
        Span<TailSketch> sketches = m.Tails;
        for (int part = 0; part < Count; part++)
        {
            if (statistics[part] >= 0)
            {
                sketches[part].AddAt(places[part], weight);
            }
        }
    }
}
