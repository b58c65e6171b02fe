using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Where shards of subjects that are due to be judged go.</summary>
public interface IJudgeQueue
{
    /// <param name="shards">With how many are due in each.</param>
    /// <returns>How many due rows were looked at here, rather than by whoever takes them from the queue.</returns>
    Task<int> JudgeAsync(IReadOnlyList<DueShard> shards, CancellationToken cancel);
}

/// <summary>The queue of one process: shards are judged here and now, all at once.</summary>
public sealed class JudgeHere(JudgeShard judge) : IJudgeQueue
{
    public async Task<int> JudgeAsync(IReadOnlyList<DueShard> shards, CancellationToken cancel) =>
        (await Task.WhenAll(shards.Select(s => judge.RunAsync(s.Shard, cancel))).ConfigureAwait(false)).Sum();
}
