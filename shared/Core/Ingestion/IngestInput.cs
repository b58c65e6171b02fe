using System.Threading.Channels;

namespace Observability.Core.Ingestion;

/// <summary>What became of one input.</summary>
/// <param name="Format">null when it is of no known format.</param>
public sealed record Ingested(string Path, string? Format, Kept Kept);

/// <summary>Reads one input and keeps what it says, in batches: the next one is parsed while one is stored, and no more than a few are in memory.</summary>
public sealed class IngestInput(KeepRecords keep)
{
    // A batch is what is stored, and what is lost to the reader when the process dies: the whole input is simply read again.
    private const int BatchRecords = 1000;
    private const int BatchBytes = 4 * 1024 * 1024;
    private const int BatchesAhead = 2;

    /// <summary>Most problems that are kept to be shown; the rest is counted, and all are in the dead letters.</summary>
    private const int ProblemsKept = 100;

    /// <param name="progress">Records read so far.</param>
    public async Task<Kept> RunAsync(IFormat format, Input input, IProgress<long>? progress, CancellationToken cancel)
    {
        Channel<IReadOnlyList<Record>> batches = Channel.CreateBounded<IReadOnlyList<Record>>(BatchesAhead);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task reading = Task.Run(() => ReadAsync(format, input, batches.Writer, stop.Token), stop.Token);
        Kept all = Kept.None;
        try
        {
            await foreach (IReadOnlyList<Record> batch in batches.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                all += await keep.RunAsync(format.Name, batch, stop.Token, input.Name).ConfigureAwait(false);
                all = all.Problems.Count > ProblemsKept ? all with { Problems = [.. all.Problems.Take(ProblemsKept)] } : all;
                progress?.Report(all.Accepted + all.Duplicate + all.Rejected + all.Ignored);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)).ConfigureAwait(false);
        }

        await reading.ConfigureAwait(false);
        return all;
    }

    private static async Task ReadAsync(IFormat format, Input input, ChannelWriter<IReadOnlyList<Record>> batches, CancellationToken cancel)
    {
        try
        {
            List<Record> batch = [];
            long bytes = 0;
            await foreach (Record record in format.ReadAsync(input, cancel).ConfigureAwait(false))
            {
                batch.Add(record);
                bytes += record.Bytes.Length;
                if (batch.Count == BatchRecords || bytes > BatchBytes)
                {
                    await batches.WriteAsync(batch, cancel).ConfigureAwait(false);
                    batch = [];
                    bytes = 0;
                }
            }

            if (batch.Count > 0)
            {
                await batches.WriteAsync(batch, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            batches.Complete();
        }
    }
}
