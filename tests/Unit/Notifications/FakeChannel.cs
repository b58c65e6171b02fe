using System.Collections.Concurrent;
using Observability.Core.Configuration;
using Observability.Core.Notifications;

namespace Observability.Unit.Notifications;

/// <summary>Answers as told, and remembers what was sent.</summary>
internal sealed class FakeChannel : IChannel
{
    public ConcurrentQueue<Notification> Sent { get; } = new();

    /// <summary>From the notification and how many were sent before it.</summary>
    public Func<Notification, int, Task<Delivery>> Answer { get; set; } = (_, _) => Task.FromResult(Ok);

    public static Delivery Ok { get; } = new(DeliveryOutcome.Sent, "ok");

    public string Type => "fake";

    public IEnumerable<string> Ids => Sent.Select(n => n.Id);

    public async Task<Delivery> SendAsync(Notification notification, Receiver receiver, CancellationToken cancel)
    {
        int before = Sent.Count;
        Sent.Enqueue(notification);
        return await Answer(notification, before);
    }
}
