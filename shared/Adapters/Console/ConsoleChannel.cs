using Observability.Core.Configuration;
using Observability.Core.Notifications;

namespace Observability.Adapters.Console;

/// <summary>Writes messages to a terminal or a log, whole blocks at a time.</summary>
public sealed class ConsoleChannel(TextWriter writer) : IChannel
{
    public string Type => "console";

    public async Task<Delivery> SendAsync(Notification notification, Receiver receiver, CancellationToken cancel)
    {
        await writer.WriteAsync(ConsoleText.Render(notification, receiver.Detail).AsMemory(), cancel).ConfigureAwait(false);
        await writer.FlushAsync(cancel).ConfigureAwait(false);
        return new(DeliveryOutcome.Sent, "written");
    }
}
