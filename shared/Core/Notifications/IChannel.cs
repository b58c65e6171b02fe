using Observability.Core.Configuration;

namespace Observability.Core.Notifications;

/// <summary>One way out. Renders and sends one notification; answers in our words and throws for nothing that a receiver does.</summary>
public interface IChannel
{
    /// <summary>As written in <c>receivers: … type:</c>, for example <c>teams</c>.</summary>
    string Type { get; }

    Task<Delivery> SendAsync(Notification notification, Receiver receiver, CancellationToken cancel);
}

public enum DeliveryOutcome
{
    /// <summary>The receiver has it.</summary>
    Sent,

    /// <summary>The receiver took it, and may still lose it (Teams' flows answer 202 before they run).</summary>
    Accepted,

    /// <summary>Try again, not before <see cref="Delivery.RetryAfter"/>.</summary>
    Retry,

    /// <summary>It will never be taken as it is.</summary>
    Rejected,
}

/// <summary>What became of one try.</summary>
/// <param name="Detail">One line, without secrets.</param>
public sealed record Delivery(DeliveryOutcome Outcome, string Detail, TimeSpan? RetryAfter = null);
