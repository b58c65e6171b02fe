using Microsoft.Extensions.Logging;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.App.Work;

/// <summary>Keeps a batch of an event hub, each event under its place in the hub, and asks for a look at what is due.</summary>
public sealed partial class KeepLineageEvents(KeepEvents keepEvents, Wake wake, ILogger<KeepLineageEvents> logger)
{
    /// <param name="about">What the host says of the batch: partition and numbers.</param>
    public async Task<Kept> RunAsync(byte[][] events, IReadOnlyDictionary<string, object?> about, CancellationToken cancel)
    {
        Kept kept = await keepEvents.RunAsync([.. events.Select((bytes, i) => new BrokerEvent(EventPlace.Of(about, i), bytes))], cancel);
        Log.Kept(logger, events.Length, kept.Accepted, kept.Duplicate, kept.Rejected);
        foreach (BadInput problem in kept.Problems)
        {
            Log.Bad(logger, problem.ToString());
        }

        wake.Signal();
        return kept;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Events} events: {Accepted} new, {Duplicate} known, {Rejected} kept as dead letters")]
        public static partial void Kept(ILogger logger, int events, long accepted, long duplicate, long rejected);

        [LoggerMessage(2, LogLevel.Warning, "An event cannot be used and is kept as a dead letter: {Problem}")]
        public static partial void Bad(ILogger logger, string problem);
    }
}
