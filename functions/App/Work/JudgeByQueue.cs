using Microsoft.Extensions.Logging;
using Observability.Adapters.AzureQueues;
using Observability.Core.Incidents;
using Observability.Core.Storage;

namespace Observability.App.Work;

/// <summary>Shards of subjects to be judged, as messages of the work queue, so that several instances share them. A few are judged by whoever found them.</summary>
/// <remarks>The platform bills each instance for at least a second, and a function of its own has instances of its own: for few subjects a message costs more than the work.</remarks>
/// <param name="fewest">Due subjects from which on they go to the queue.</param>
public sealed partial class JudgeByQueue(JudgeShard judge, WorkQueue queue, ILogger<JudgeByQueue> logger, int fewest = JudgeByQueue.Fewest) : IJudgeQueue
{
    /// <summary>What one instance judges within some seconds.</summary>
    public const int Fewest = 2000;

    private readonly JudgeHere _here = new(judge);

    public async Task<int> JudgeAsync(IReadOnlyList<DueShard> shards, CancellationToken cancel)
    {
        if (shards.Sum(s => s.Count) < fewest)
        {
            return await _here.JudgeAsync(shards, cancel);
        }

        string?[] problems = await Task.WhenAll(shards.Select(s => queue.SendAsync(WorkMessage.Judge(s.Shard), cancel)));
        DueShard[] left = [.. shards.Where((_, i) => problems[i] is not null)];
        if (left.Length == 0)
        {
            return 0;
        }

        Log.NotSent(logger, problems.First(p => p is not null)!);
        return await _here.JudgeAsync(left, cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Subjects to be judged could not be sent to the work queue, and are judged here: {Problem}")]
        public static partial void NotSent(ILogger logger, string problem);
    }
}
