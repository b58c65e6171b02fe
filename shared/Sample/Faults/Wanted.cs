namespace Observability.Sample.Faults;

/// <summary>One fault to be placed; its factor is drawn between the two bounds.</summary>
internal sealed record Wanted(string Kind, Effect Effect, double Low = 1, double High = 1)
{
    /// <summary>Two dozen, the kinds taking turns, so that a short window still holds several kinds.</summary>
    public static IReadOnlyList<Wanted> All { get; } =
    [
        new("waste:failed-run-waste", Effect.Fails),
        new("waste:retry-waste", Effect.Retries),
        new("run-failed", Effect.Fails),
        new("run-missing", Effect.Missing),
        new("run-slow", Effect.Slow, 2.5, 4),
        new("run-late", Effect.Late),
        new("dataset-stale", Effect.Missing),
        new("volume", Effect.Volume, 0.3, 0.5),
        new("run-failed", Effect.Fails),
        new("run-missing", Effect.Missing),
        new("run-slow", Effect.Slow, 3, 6),
        new("run-late", Effect.Late),
        new("dataset-stale", Effect.WritesNothing),
        new("volume", Effect.Volume, 2, 2.6),
        new("run-failed", Effect.Fails),
        new("run-missing", Effect.Missing),
        new("run-slow", Effect.Slow, 3, 5),
        new("volume", Effect.Volume, 0, 0),
    ];
}
