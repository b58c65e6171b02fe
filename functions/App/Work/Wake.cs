using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Observability.Adapters.AzureQueues;

namespace Observability.App.Work;

/// <summary>Asks, after something was kept, for a look at what is due: at once for the first, then one message in five minutes for all that is kept, since each is a second of an instance on the bill and the timer looks every minute.</summary>
/// <remarks>A message that is not sent, because the instance ends or the queue is away, costs the wait for the timer.</remarks>
public sealed partial class Wake(WorkQueue queue, TimeProvider time, ILogger<Wake> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _kept = new(0, 1);

    /// <summary>Returns at once.</summary>
    public void Signal()
    {
        lock (_kept)
        {
            if (_kept.CurrentCount == 0)
            {
                _kept.Release();
            }
        }
    }

    public override void Dispose()
    {
        _kept.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _kept.WaitAsync(stoppingToken);
            if (await queue.SendAsync(WorkMessage.LookNow, stoppingToken) is { } problem)
            {
                Log.NotSent(logger, problem);
            }

            await Task.Delay(Between, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "No message could be sent to the work queue, the timer will look: {Problem}")]
        public static partial void NotSent(ILogger logger, string problem);
    }
}
