using System.Globalization;
using Observability.Adapters.Http;
using Observability.Core.Configuration;
using Observability.Core.Notifications;

namespace Observability.Adapters.Webhook;

/// <summary>Posts signed JSON to any receiver that speaks Standard Webhooks.</summary>
public sealed class WebhookChannel(ReceiverPost post, TimeProvider time) : IChannel
{
    public string Type => "webhook";

    public Task<Delivery> SendAsync(Notification notification, Receiver receiver, CancellationToken cancel)
    {
        byte[] body = WebhookBody.Render(notification, receiver.Detail);
        DateTimeOffset now = time.GetUtcNow();
        List<(string, string)> headers = [("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))];
        if (receiver.Secret is { } secret)
        {
            if (StandardWebhook.Key(secret) is not { } key)
            {
                return Task.FromResult(new Delivery(
                    DeliveryOutcome.Rejected, $"the secret of receiver {receiver.Name} is none: expected whsec_ and the Base64 of 24 to 64 bytes"));
            }

            headers.Add(("webhook-signature", StandardWebhook.Sign(key, notification.Id, now, body)));
        }

        return post.SendAsync(receiver, notification.Id, body, headers, Judge, cancel);
    }

    private static Delivery Judge(ReceiverAnswer answer) => new(DeliveryOutcome.Sent, ReceiverPost.Said(answer));
}
