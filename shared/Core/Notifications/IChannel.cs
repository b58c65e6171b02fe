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

/// <summary>Where notifications go, from <c>receivers:</c> in observability.yaml, with its secrets resolved.</summary>
public sealed record Receiver
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public Uri? Url { get; init; }

    /// <summary>Signing secret of a generic webhook, <c>whsec_…</c>.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether error texts may be shown to this receiver.</summary>
    public bool Detail { get; init; }

    /// <summary>Whether plain http and loopback addresses are allowed; for trying things out.</summary>
    public bool AllowLocal { get; init; }
}
