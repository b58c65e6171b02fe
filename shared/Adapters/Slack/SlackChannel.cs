using Observability.Adapters.Http;
using Observability.Core.Configuration;
using Observability.Core.Notifications;

namespace Observability.Adapters.Slack;

/// <summary>Posts blocks to a Slack incoming webhook.</summary>
public sealed class SlackChannel(ReceiverPost post) : IChannel
{
    private static readonly string[] Passing = ["ratelimited", "rate_limited", "internal_error", "fatal_error", "rollup_error", "service_unavailable", "request_timeout"];

    public string Type => "slack";

    public Task<Delivery> SendAsync(Notification notification, Receiver receiver, CancellationToken cancel) =>
        post.SendAsync(receiver, notification.Id, SlackBlocks.Render(notification, receiver.Detail), [], Judge, cancel);

    // Slack says no with 200 as well: only the two letters mean yes, and what is not Slack's own no may pass.
    private static Delivery Judge(ReceiverAnswer answer) =>
        answer.Body.Trim() == "ok" ? new(DeliveryOutcome.Sent, "ok")
            : answer.Body.Contains("\"ok\":false", StringComparison.Ordinal) && !Passing.Any(word => answer.Body.Contains(word, StringComparison.Ordinal))
                ? new(DeliveryOutcome.Rejected, ReceiverPost.Said(answer))
                : new(DeliveryOutcome.Retry, ReceiverPost.Said(answer), answer.RetryAfter);
}
