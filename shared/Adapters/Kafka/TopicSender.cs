using Confluent.Kafka;
using Observability.Adapters.EventHubs;
using Observability.Core.Configuration;

namespace Observability.Adapters.Kafka;

/// <summary>Publishes messages to a topic; each is confirmed by the brokers before it counts.</summary>
internal sealed class TopicSender(SourceSettings settings, string? password) : IEventSender
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<long> SendAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> messages, CancellationToken cancel)
    {
        using IProducer<Null, byte[]> producer = new ProducerBuilder<Null, byte[]>(KafkaConnection.Producer(settings, password)).SetLogHandler(static (_, _) => { }).Build();
        long sent = 0;
        Error? failed = null;
        await foreach (ReadOnlyMemory<byte> message in messages.WithCancellation(cancel).ConfigureAwait(false))
        {
            Produce(producer, message.ToArray(), report =>
            {
                failed = report.Error.IsError ? report.Error : failed;
                sent += report.Error.IsError ? 0 : 1;
            });
        }

        producer.Flush(Patience);
        return failed is null ? sent : throw KafkaConnection.Failed(new(failed), settings.Topic!);
    }

    private void Produce(IProducer<Null, byte[]> producer, byte[] message, Action<DeliveryReport<Null, byte[]>> report)
    {
        while (true)
        {
            try
            {
                producer.Produce(settings.Topic, new() { Value = message }, report);
                return;
            }
            catch (ProduceException<Null, byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Poll(TimeSpan.FromMilliseconds(100));
            }
            catch (KafkaException e)
            {
                throw KafkaConnection.Failed(e, settings.Topic!);
            }
        }
    }
}
