namespace Observability.Core.Primitives;

/// <summary>A clock that stands where it is put. Timers run in real time: what waits for a receiver waits for a real one.</summary>
public sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Never backwards.</summary>
    public void MoveTo(DateTimeOffset now)
    {
        if (now.UtcTicks > Interlocked.Read(ref _ticks))
        {
            Interlocked.Exchange(ref _ticks, now.UtcTicks);
        }
    }
}
