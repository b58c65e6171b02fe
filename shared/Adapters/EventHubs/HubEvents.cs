using System.Runtime.CompilerServices;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Consumer;
using Observability.Adapters.AzureAccess;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.OpenLineage;
using Observability.Core.Primitives;

namespace Observability.Adapters.EventHubs;

/// <summary>OpenLineage events of an event hub, from where each partition was last read to what it held when it was asked.</summary>
/// <remarks>Where we are is kept in our own store, after what was read: no checkpoints elsewhere, and no owner of a partition who could lose it.</remarks>
public sealed class HubEvents(SourceSettings settings, Lazy<EventHubConsumerClient> client) : ICollector
{
    private const string Role = "Azure Event Hubs Data Receiver";

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    public string Name => settings.Name;

    public TimeSpan Every => settings.Rounds();

    public async IAsyncEnumerable<Collected> CollectAsync(string? watermark, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        PartitionMark mark = PartitionMark.Read(watermark);
        foreach (string partition in await TryAsync(() => client.Value.GetPartitionIdsAsync(cancel), cancel).ConfigureAwait(false))
        {
            PartitionProperties held = await TryAsync(() => client.Value.GetPartitionPropertiesAsync(partition, cancel), cancel).ConfigureAwait(false);
            if (held.IsEmpty || mark.Of(partition) > held.LastEnqueuedSequenceNumber)
            {
                continue;
            }

            BadInput? lost = mark.Lost(settings.Hub!, partition, held.BeginningSequenceNumber);
            long from = Math.Max(mark.Of(partition) ?? held.BeginningSequenceNumber, held.BeginningSequenceNumber);
            await foreach (List<BrokerEvent> batch in ReadAsync(partition, from, held.LastEnqueuedSequenceNumber, mark, cancel).ConfigureAwait(false))
            {
                yield return new(new OpenLineageFormat(), null, mark.Text) { Events = batch, Lost = lost };
                lost = null;
            }
        }
    }

    public async Task<string> ReachAsync(CancellationToken cancel)
    {
        string[] partitions = await TryAsync(() => client.Value.GetPartitionIdsAsync(cancel), cancel).ConfigureAwait(false);
        return partitions.Length == 1 ? "1 partition" : $"{partitions.Length} partitions";
    }

    private async IAsyncEnumerable<List<BrokerEvent>> ReadAsync(string partition, long from, long last, PartitionMark mark, [EnumeratorCancellation] CancellationToken cancel)
    {
        EventBatch batch = new();
        await using IAsyncEnumerator<PartitionEvent> events = client.Value.ReadEventsFromPartitionAsync(
            partition, EventPosition.FromSequenceNumber(from, isInclusive: true), new ReadEventOptions { MaximumWaitTime = Wait }, cancel).GetAsyncEnumerator(cancel);
        for (long at = from - 1; at < last;)
        {
            if (!await TryAsync(async () => await events.MoveNextAsync().ConfigureAwait(false), cancel).ConfigureAwait(false) || events.Current.Data is not { } data)
            {
                throw new SourceFailedException(SourceFailure.Unavailable, $"{What}: no message in {Wait.TotalSeconds:0} s, though partition {partition} holds more");
            }

            at = data.SequenceNumber;
            batch.Add(new($"{settings.Hub}/{partition}@{at}", data.EventBody.ToMemory()));
            mark.Move(partition, at + 1);
            if (batch.IsFull || at >= last)
            {
                yield return batch.Take();
            }
        }
    }

    private string What => $"{settings.Namespace}/{settings.Hub}";

    private async Task<T> TryAsync<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (EventHubsException e)
        {
            throw new SourceFailedException(
                e.Reason switch
                {
                    EventHubsException.FailureReason.ResourceNotFound => SourceFailure.Missing,
                    EventHubsException.FailureReason.QuotaExceeded or EventHubsException.FailureReason.ServiceBusy => SourceFailure.Throttled,
                    _ => SourceFailure.Unavailable,
                },
                $"{What}: {SafeText.Cut(e.Message, 300)}",
                null,
                e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SourceFailedException(SourceFailure.Permission, $"{What}: the identity lacks the role \"{Role}\"", null, e);
        }
        catch (Exception e) when (AzureAnswer.OfTrouble(e, What, cancel) is not null)
        {
            throw AzureAnswer.OfTrouble(e, What, cancel)!;
        }
    }
}
