namespace Observability.Core.Primitives;

/// <summary>A clock that runs like the system's, by a fixed span ahead of it or behind.</summary>
public sealed class ShiftedTime(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
