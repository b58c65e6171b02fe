using Observability.Adapters.Console;
using Observability.Adapters.Http;
using Observability.Adapters.Slack;
using Observability.Adapters.Teams;
using Observability.Adapters.Webhook;
using Observability.Core.Notifications;

namespace Observability.Adapters;

/// <summary>The ways out. A new one is one folder of adapters and one line here.</summary>
public static class ChannelList
{
    /// <param name="console">Where the console channel writes.</param>
    public static IReadOnlyList<IChannel> All(TextWriter console, TimeProvider time)
    {
        ReceiverPost post = new(new ReceiverHttp().For, time);
        return [new ConsoleChannel(console), new TeamsChannel(post), new SlackChannel(post), new WebhookChannel(post, time)];
    }
}
