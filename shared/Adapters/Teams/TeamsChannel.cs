using System.Net;
using Observability.Adapters.Http;
using Observability.Core.Configuration;
using Observability.Core.Notifications;

namespace Observability.Adapters.Teams;

/// <summary>Posts cards to a Teams workflow.</summary>
public sealed class TeamsChannel(ReceiverPost post) : IChannel
{
    public string Type => "teams";

    public Task<Delivery> SendAsync(Notification notification, Receiver receiver, CancellationToken cancel) =>
        post.SendAsync(receiver, notification.Id, TeamsCard.Render(notification, receiver.Detail), [], Judge, cancel);

    // The workflow runs after it has answered, and may still fail: accepted is not delivered.
    private static Delivery Judge(ReceiverAnswer answer) =>
        new(answer.Status == HttpStatusCode.Accepted ? DeliveryOutcome.Accepted : DeliveryOutcome.Sent, ReceiverPost.Said(answer));
}
