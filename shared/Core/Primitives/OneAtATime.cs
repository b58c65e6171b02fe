namespace Observability.Core.Primitives;

/// <summary>Lets asynchronous work of this process through one at a time, in the order in which it came.</summary>
public sealed class OneAtATime
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    public async Task RunAsync(Func<Task> work)
    {
        TaskCompletionSource mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
        {
            (before, _last) = (_last, mine.Task);
        }

        await before.ConfigureAwait(false);
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            mine.SetResult();
        }
    }
}
