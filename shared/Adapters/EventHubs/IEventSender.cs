using Observability.Core.Collectors;

namespace Observability.Adapters.EventHubs;

/// <summary>Publishes messages to a stream.</summary>
public interface IEventSender
{
    /// <returns>How many were taken.</returns>
    /// <exception cref="SourceFailedException">Not all were taken; sending all of them again does no harm.</exception>
    Task<long> SendAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> messages, CancellationToken cancel);
}
