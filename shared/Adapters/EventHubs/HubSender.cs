using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Observability.Adapters.AzureAccess;
using Observability.Core.Collectors;
using Observability.Core.Primitives;

namespace Observability.Adapters.EventHubs;

/// <summary>Publishes messages to an event hub, as many at once as fit.</summary>
internal sealed class HubSender(EventHubProducerClient client) : IEventSender, IAsyncDisposable
{
    public async Task<long> SendAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> messages, CancellationToken cancel)
    {
        long sent = 0;
        try
        {
            EventDataBatch batch = await client.CreateBatchAsync(cancel).ConfigureAwait(false);
            await foreach (ReadOnlyMemory<byte> message in messages.WithCancellation(cancel).ConfigureAwait(false))
            {
                EventData data = new(message);
                if (!batch.TryAdd(data))
                {
                    sent += await SendAsync(batch, cancel).ConfigureAwait(false);
                    batch = await client.CreateBatchAsync(cancel).ConfigureAwait(false);
                    if (!batch.TryAdd(data))
                    {
                        throw new SourceFailedException(SourceFailure.BadAnswer, $"{client.EventHubName}: message {sent + 1} has {message.Length} bytes, more than the hub takes");
                    }
                }
            }

            return sent + await SendAsync(batch, cancel).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SourceFailedException(SourceFailure.Permission, $"{client.EventHubName}: the identity lacks the role \"Azure Event Hubs Data Sender\"", null, e);
        }
        catch (EventHubsException e)
        {
            throw new SourceFailedException(SourceFailure.Unavailable, $"{client.EventHubName}: {SafeText.Cut(e.Message, 300)}", null, e);
        }
        catch (Exception e) when (AzureAnswer.OfTrouble(e, client.EventHubName, cancel) is not null)
        {
            throw AzureAnswer.OfTrouble(e, client.EventHubName, cancel)!;
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task<long> SendAsync(EventDataBatch batch, CancellationToken cancel)
    {
        using (batch)
        {
            if (batch.Count > 0)
            {
                await client.SendAsync(batch, cancel).ConfigureAwait(false);
            }

            return batch.Count;
        }
    }
}
