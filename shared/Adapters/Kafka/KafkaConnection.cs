using Confluent.Kafka;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Primitives;

namespace Observability.Adapters.Kafka;

/// <summary>How Kafka is reached, and what its refusals mean in our words.</summary>
internal static class KafkaConnection
{
    public static ConsumerConfig Consumer(SourceSettings settings, string? password) => new(Client(settings, password))
    {
        GroupId = "observability", // asked for by the library; nothing is committed under it
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        EnablePartitionEof = true,
        AutoOffsetReset = AutoOffsetReset.Error,
        AllowAutoCreateTopics = false,
    };

    public static ProducerConfig Producer(SourceSettings settings, string? password) => new(Client(settings, password))
    {
        EnableIdempotence = true,
        LingerMs = 20,
        CompressionType = CompressionType.Lz4,
    };

    public static SourceFailedException Failed(KafkaException e, string what) => new(
        e.Error.Code switch
        {
            ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition => SourceFailure.Missing,
            ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication => SourceFailure.Credentials,
            ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.GroupAuthorizationFailed => SourceFailure.Permission,
            ErrorCode.ThrottlingQuotaExceeded => SourceFailure.Throttled,
            _ => SourceFailure.Unavailable,
        },
        $"{what}: {SafeText.Cut(e.Error.Reason, 300)}",
        null,
        e);

    private static ClientConfig Client(SourceSettings settings, string? password) => new()
    {
        BootstrapServers = settings.Brokers,
        ClientId = "observability",
        SecurityProtocol = (settings.Tls, settings.User) switch
        {
            (true, null) => SecurityProtocol.Ssl,
            (true, _) => SecurityProtocol.SaslSsl,
            (false, null) => SecurityProtocol.Plaintext,
            _ => SecurityProtocol.SaslPlaintext,
        },
        SaslMechanism = settings.User is null ? null : SaslMechanism.Plain,
        SaslUsername = settings.User,
        SaslPassword = settings.User is null ? null : password,
        SocketTimeoutMs = 15_000,
    };
}
