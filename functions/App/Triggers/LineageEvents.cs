using Microsoft.Azure.Functions.Worker;
using Observability.App.Work;

namespace Observability.App.Triggers;

/// <summary>Keeps OpenLineage events of an event hub. A batch that throws is given up by the host after its retries: it throws only when the store is away.</summary>
public sealed class LineageEvents(KeepLineageEvents keepLineageEvents)
{
    [Function(nameof(LineageEvents))]
    [ExponentialBackoffRetry(-1, "00:00:05", "00:05:00")]
    public Task Run(
        [EventHubTrigger("%OBS_EVENT_HUB%", Connection = "OBS_EVENTS", ConsumerGroup = "%OBS_EVENT_GROUP%")] byte[][] events,
        FunctionContext context,
        CancellationToken cancel) => keepLineageEvents.RunAsync(events, context.BindingContext.BindingData, cancel);
}
