using Azure;
using Azure.Storage.Queues;
using Observability.Adapters.AzureAccess;

namespace Observability.Adapters.AzureQueues;

/// <summary>The storage queue that wakes the service; made on first use.</summary>
/// <remarks>A message is a hint. What it asks for is found by the clock too, so that one that cannot be sent costs a minute and nothing else.</remarks>
public sealed class WorkQueue(QueueClient queue)
{
    /// <returns>null when it is sent; else why not, in one line. Whatever keeps it from being sent costs the caller nothing else.</returns>
    public async Task<string?> SendAsync(string message, CancellationToken cancel)
    {
        try
        {
            try
            {
                await queue.SendMessageAsync(message, cancel).ConfigureAwait(false);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                await queue.CreateIfNotExistsAsync(null, cancel).ConfigureAwait(false);
                await queue.SendMessageAsync(message, cancel).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception e) when (e is RequestFailedException || AzureAnswer.OfTrouble(e, queue.Name, cancel) is not null)
        {
            return AzureAnswer.OfTrouble(e, queue.Name, cancel)?.Message ?? e.Message.Split('\n', 2)[0].TrimEnd();
        }
    }
}
