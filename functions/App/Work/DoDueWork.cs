using Microsoft.Extensions.Logging;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Notifications;

namespace Observability.App.Work;

/// <summary>Looks at what is due, or at one shard of it, delivers, and tells the log what came of it.</summary>
public sealed partial class DoDueWork(KeepUp keepUp, JudgeShard judgeShard, DeliverDue deliver, ILogger<DoDueWork> logger)
{
    /// <param name="late">Whether the host was away when this was due; nothing is lost by that.</param>
    public async Task<KeptUp> RunAsync(bool late, CancellationToken cancel)
    {
        if (late)
        {
            Log.Late(logger);
        }

        return Tell(await keepUp.RunAsync(cancel));
    }

    /// <summary>Judges the subjects of a shard that are due.</summary>
    public async Task<KeptUp> JudgeAsync(int shard, CancellationToken cancel)
    {
        int looked = await judgeShard.RunAsync(shard, cancel);
        return Tell(new(looked, await deliver.RunAsync(cancel)));
    }

    private KeptUp Tell(KeptUp kept)
    {
        Log.Done(logger, kept.Looked, kept.Delivered.Sent + kept.Delivered.Accepted, kept.Delivered.Retrying, kept.Delivered.Dead.Count);
        foreach (DeadLetter dead in kept.Delivered.Dead)
        {
            Log.Dead(logger, dead.Id, dead.Receiver, dead.Reason);
        }

        return kept;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Looked at {Looked} reminders; {Sent} messages sent, {Retrying} to be tried again, {Dead} given up")]
        public static partial void Done(ILogger logger, int looked, int sent, int retrying, int dead);

        [LoggerMessage(2, LogLevel.Warning, "The timer is late: what became due meanwhile is done now")]
        public static partial void Late(ILogger logger);

        [LoggerMessage(3, LogLevel.Error, "Message {Id} to {Receiver} is given up: {Reason}")]
        public static partial void Dead(ILogger logger, string id, string receiver, string reason);
    }
}
