namespace Observability.Core.Primitives;

/// <summary>A clock that stands at one moment; its timers run all the same.</summary>
public sealed class StandingTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
