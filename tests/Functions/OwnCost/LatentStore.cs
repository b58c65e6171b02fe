using Observability.Core.Storage;

namespace Observability.Functions.OwnCost;

/// <summary>A store that answers after a fixed time, as one within the same region does: what waits for it, waits as long as in the cloud, whatever else this machine does.</summary>
internal sealed class LatentStore(ITableStore inner, TimeSpan latency) : ITableStore
{
    /// <summary>How long each request takes.</summary>
    public TimeSpan Latency { get; set; } = latency;

    private long _requests;

    /// <summary>Requests since the last time; as many as Azure would be asked.</summary>
    public long Take() => Interlocked.Exchange(ref _requests, 0);

    public async Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel)
    {
        await AskAsync(cancel);
        return await inner.GetAsync(table, partition, key, cancel);
    }

    public async Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel)
    {
        await AskAsync(cancel);
        return await inner.ReadAsync(table, range, after, cancel);
    }

    public async Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
    {
        await AskAsync(cancel);
        return await inner.WriteAsync(table, partition, writes, cancel);
    }

    public async Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel)
    {
        await AskAsync(cancel);
        return await inner.TablesAsync(prefix, cancel);
    }

    public async Task DropAsync(string table, CancellationToken cancel)
    {
        await AskAsync(cancel);
        await inner.DropAsync(table, cancel);
    }

    private Task AskAsync(CancellationToken cancel)
    {
        Interlocked.Increment(ref _requests);
        return Latency > TimeSpan.Zero ? Task.Delay(Latency, TimeProvider.System, cancel) : Task.CompletedTask;
    }
}
