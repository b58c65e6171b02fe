using System.Text;
using Confluent.Kafka;

namespace Observability.Integration.Collectors;

/// <summary>The mock cluster of librdkafka: real brokers' protocol over loopback sockets, in this process.</summary>
internal sealed class MockKafka : IDisposable
{
    private readonly IProducer<Null, byte[]> _cluster = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = "none", }.With("test.mock.num.brokers", "1")).SetLogHandler((_, _) => { }).Build();

    public MockKafka()
    {
        using IAdminClient admin = new DependentAdminClientBuilder(_cluster.Handle).Build();
        Brokers = string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers.Select(b => $"{b.Host}:{b.Port}"));
    }

    public string Brokers { get; }

    public void Publish(string topic, params string[] messages)
    {
        foreach (string message in messages)
        {
            _cluster.Produce(new TopicPartition(topic, 0), new() { Value = Encoding.UTF8.GetBytes(message) });
        }

        _cluster.Flush(TimeSpan.FromSeconds(10));
    }

    public void Dispose() => _cluster.Dispose();
}

internal static class MockKafkaConfig
{
    public static ProducerConfig With(this ProducerConfig config, string key, string value)
    {
        config.Set(key, value);
        return config;
    }
}
