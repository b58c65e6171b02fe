namespace Observability.Core.Telemetry;

/// <summary>Where rows of log tables go.</summary>
public interface ITelemetrySink
{
    /// <summary>Sends rows in order, in as many calls as it takes. What is wrong with a call is an answer, not an exception.</summary>
    /// <param name="rows">Each one JSON object.</param>
    Task<TelemetrySent> SendAsync(LogTable table, IReadOnlyList<ReadOnlyMemory<byte>> rows, CancellationToken cancel);
}

/// <summary>What became of some rows.</summary>
/// <param name="Done">How many of them, from the first, need not be sent again.</param>
/// <param name="Refused">Of those, the ones that were not taken and never will be.</param>
/// <param name="After">When to go on; null when all are done.</param>
/// <param name="Problem">Why some were not taken, in one line; null when all were.</param>
public sealed record TelemetrySent(int Done, int Refused, TimeSpan? After, string? Problem)
{
    public static TelemetrySent None { get; } = new(0, 0, null, null);

    /// <summary>Both, one after the other; the newest problem stays.</summary>
    public TelemetrySent Then(TelemetrySent next) => new(Done + next.Done, Refused + next.Refused, next.After, next.Problem ?? Problem);
}
