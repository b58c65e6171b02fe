namespace Observability.Core.Notifications;

/// <summary>Times of a delivery. A lease is longer than a try, so that nobody takes over what is still being sent.</summary>
public sealed record DeliveryOptions
{
    /// <summary>Longest a try may take.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a claim holds when its owner is gone.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a due row waits for its outbox row, which is written after it.</summary>
    public TimeSpan WaitForBatch { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest a receiver that failed is left alone, unless it asks for more.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often new work is looked for while a slow receiver keeps a delivery going.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(1);
}
