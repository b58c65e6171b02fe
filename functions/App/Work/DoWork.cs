using System.Text;
using Microsoft.Extensions.Logging;
using Observability.Adapters.AzureBlobs;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.App.Work;

/// <summary>Does what one message of the work queue asks for. What can never be done is kept as a dead letter with the reason, and the message is done.</summary>
/// <remarks>Done twice, it does the same: the host gives a message again when its instance dies, or when the store is away.</remarks>
public sealed partial class DoWork(DoDueWork doDueWork, IngestBlob ingestBlob, KeepRecords keep, ILogger<DoWork> logger)
{
    /// <summary>Under this name dead letters of the queue are kept and shown.</summary>
    public const string Source = "work-queue";

    public async Task RunAsync(string message, CancellationToken cancel)
    {
        (IReadOnlyList<WorkItem> items, string? problem) = WorkMessage.Read(message);
        if (problem is not null)
        {
            await BuryAsync(message, new(Source, 0, 0, "", problem), cancel);
        }

        foreach (WorkItem.ReadBlob blob in items.OfType<WorkItem.ReadBlob>())
        {
            await ReadAsync(message, blob.Address, cancel);
        }

        foreach (WorkItem.Judge judge in items.OfType<WorkItem.Judge>())
        {
            await doDueWork.JudgeAsync(judge.Shard, cancel);
        }

        if (items.Any(i => i is not WorkItem.Judge))
        {
            await doDueWork.RunAsync(false, cancel);
        }
    }

    private async Task ReadAsync(string message, string address, CancellationToken cancel)
    {
        Ingested read = await ingestBlob.RunAsync(address, cancel);
        Log.Read(logger, SafeText.Cut(address, 500), read.Format ?? "no format", read.Kept.Accepted, read.Kept.Duplicate, read.Kept.Rejected);
        if (read is { Format: null, Kept.Problems: [BadInput problem, ..] })
        {
            await BuryAsync(message, problem, cancel);
        }
    }

    private async Task BuryAsync(string message, BadInput problem, CancellationToken cancel)
    {
        Log.Buried(logger, problem.ToString());
        await keep.RunAsync(Source, [new Record { Bytes = Encoding.UTF8.GetBytes(message), Problem = problem }], cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Read {Address}: {Format}, {Accepted} new, {Duplicate} known, {Rejected} rejected")]
        public static partial void Read(ILogger logger, string address, string format, long accepted, long duplicate, long rejected);

        [LoggerMessage(2, LogLevel.Error, "A message cannot be used and is kept as a dead letter: {Problem}")]
        public static partial void Buried(ILogger logger, string problem);
    }
}
