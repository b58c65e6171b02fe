using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>What the detector remembers of one series. Plain numbers in a fixed, little-endian layout: its bytes are the stored state.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct DetectorMemory
{
    public StepMemory Step;
    public ForecastMemory Forecast;
    public PartsMemory Parts;
    public EventMemory Event;
    public ShortMemory Short;
    public NoveltyMemory Novelty;
    public CounterMemory Counter;
    public PeakMemory Peaks;
    public MagnitudeMemory Magnitude;

    /// <summary>Length of a stored state: the version byte and this.</summary>
    public static int Bytes => 1 + Unsafe.SizeOf<DetectorMemory>();
}
