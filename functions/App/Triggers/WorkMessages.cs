using Microsoft.Azure.Functions.Worker;
using Observability.App.Work;

namespace Observability.App.Triggers;

/// <summary>Does what a message of the work queue asks for: reads a file of a cost export, or looks at what is due at once.</summary>
public sealed class WorkMessages(DoWork doWork)
{
    /// <summary>The queue, in the account of <c>AzureWebJobsStorage</c>.</summary>
    public const string Queue = "obs-work";

    [Function(nameof(WorkMessages))]
    public Task Run([QueueTrigger(Queue)] string message, CancellationToken cancel) => doWork.RunAsync(message, cancel);
}
