using Confluent.Kafka;
using Observability.Adapters.EventHubs;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Ingestion.OpenLineage;
using Observability.Core.Primitives;

namespace Observability.Adapters.Kafka;

/// <summary>OpenLineage events of a topic of Kafka, from where each partition was last read to what it held when it was asked.</summary>
/// <remarks>Offsets are kept in our own store, after what was read; nothing is committed to the broker, and no group balances partitions.</remarks>
public sealed class TopicEvents(SourceSettings settings, Func<string?> password) : ICollector, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // The connection stays open between rounds; only one round runs at a time.
    private readonly Lazy<IConsumer<Ignore, byte[]>> _consumer = new(() => new ConsumerBuilder<Ignore, byte[]>(KafkaConnection.Consumer(settings, password())).SetLogHandler(static (_, _) => { }).Build());

    public string Name => settings.Name;

    public TimeSpan Every => settings.Rounds();

    public async IAsyncEnumerable<Collected> CollectAsync(string? watermark, DateTimeOffset now, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        PartitionMark mark = PartitionMark.Read(watermark);
        foreach (int partition in await TryAsync(Partitions, cancel).ConfigureAwait(false))
        {
            TopicPartition at = new(settings.Topic, partition);
            WatermarkOffsets held = await TryAsync(() => _consumer.Value.QueryWatermarkOffsets(at, Patience), cancel).ConfigureAwait(false);
            string name = $"{partition}";
            long next = Math.Max(mark.Of(name) ?? held.Low, held.Low);
            if (next >= held.High)
            {
                continue;
            }

            BadInput? lost = mark.Lost(settings.Topic!, name, held.Low);
            await TryAsync(() => Assign(at, next), cancel).ConfigureAwait(false);
            EventBatch batch = new();
            while (next < held.High)
            {
                long from = next;
                next = await TryAsync(() => Fill(batch, from, held.High), cancel).ConfigureAwait(false);
                mark.Move(name, next);
                yield return new(new OpenLineageFormat(), null, mark.Text) { Events = batch.Take(), Lost = lost };
                lost = null;
            }
        }
    }

    public async Task<string> ReachAsync(CancellationToken cancel)
    {
        int[] partitions = await TryAsync(Partitions, cancel).ConfigureAwait(false);
        return partitions.Length == 1 ? "1 partition" : $"{partitions.Length} partitions";
    }

    public void Dispose()
    {
        if (_consumer.IsValueCreated)
        {
            _consumer.Value.Dispose();
        }
    }

    private int[] Partitions()
    {
        using IAdminClient admin = new DependentAdminClientBuilder(_consumer.Value.Handle).Build();
        TopicMetadata topic = admin.GetMetadata(settings.Topic, Patience).Topics.Single();
        return topic.Error.IsError ? throw new KafkaException(topic.Error) : [.. topic.Partitions.Select(p => p.PartitionId).Order()];
    }

    private bool Assign(TopicPartition at, long next)
    {
        _consumer.Value.Assign(new TopicPartitionOffset(at, next));
        return true;
    }

    // Compacted topics have holes: what counts is the offset of what came, or that the end of the partition was reached.
    private long Fill(EventBatch batch, long next, long high)
    {
        while (next < high && !batch.IsFull)
        {
            ConsumeResult<Ignore, byte[]>? got = _consumer.Value.Consume(Patience) ?? throw new KafkaException(ErrorCode.Local_TimedOut);
            if (got.IsPartitionEOF)
            {
                return Math.Max(next, high);
            }

            batch.Add(new($"{settings.Topic}/{got.Partition.Value}@{got.Offset.Value}", got.Message.Value ?? []));
            next = got.Offset.Value + 1;
        }

        return next;
    }

    private async Task<T> TryAsync<T>(Func<T> ask, CancellationToken cancel)
    {
        try
        {
            return await Task.Run(ask, cancel).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw KafkaConnection.Failed(e, $"{settings.Topic}");
        }
    }
}
