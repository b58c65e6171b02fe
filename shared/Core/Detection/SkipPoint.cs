using System.Runtime.InteropServices;
using Observability.Core.Series;

namespace Observability.Core.Detection;

/// <summary>A point that is known to say nothing of what is usual: time passes, nothing is learned.</summary>
public static class SkipPoint
{
    /// <summary>The state after such a point: what it was, but for when the last point was and, of a counter, where it stood.</summary>
    public static DetectorState After(DetectorState state, Point point)
    {
        if (state.Span.Length <= 1 || !double.IsFinite(point.Value))
        {
            return state;
        }

        byte[] bytes = state.ToBytes();
        DetectorMemory memory = MemoryMarshal.Read<DetectorMemory>(bytes.AsSpan(1));
        if (point.Time.UtcTicks <= memory.Step.LastTicks)
        {
            return state;
        }

        memory.Step.LastTicks = point.Time.UtcTicks;
        memory.Counter.Last = point.Value;
        MemoryMarshal.Write(bytes.AsSpan(1), in memory);
        return new DetectorState(bytes);
    }
}
