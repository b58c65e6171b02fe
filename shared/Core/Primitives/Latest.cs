namespace Observability.Core.Primitives;

/// <summary>A value with the stamp of the event that said it. Of two, the greater (time, id) stays: commutative, associative, idempotent.</summary>
/// <param name="Id">Content hash of the event; breaks ties of time the same way everywhere.</param>
public sealed record Latest<T>(DateTimeOffset At, ulong Id, T Value);

public static class Latest
{
    public static Latest<T>? Of<T>(DateTimeOffset at, ulong id, T? value)
        where T : class => value is null ? null : new(at, id, value);

    public static Latest<T>? OfValue<T>(DateTimeOffset at, ulong id, T? value)
        where T : struct => value is null ? null : new(at, id, value.Value);

    /// <summary>The one with the greater stamp; null is smaller than all.</summary>
    public static Latest<T>? Join<T>(Latest<T>? a, Latest<T>? b) => (a, b) switch
    {
        (null, _) => b,
        (_, null) => a,
        _ when a.At != b.At => a.At > b.At ? a : b,
        _ => a.Id >= b.Id ? a : b,
    };
}
