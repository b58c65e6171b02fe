using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Ingestion;

/// <summary>One message of a broker.</summary>
/// <param name="Place">Where it stands, for example <c>lineage/3@1042</c>: hub, partition, number. The same whenever it comes again.</param>
public sealed record BrokerEvent(string Place, ReadOnlyMemory<byte> Bytes);

/// <summary>Keeps a batch of messages of a broker that has no dead letters of its own and gives a batch up when it throws.</summary>
/// <remarks>
/// Each message stands for itself: what cannot be used is kept with its place and the reason, and the others are kept as if it were not there.
/// It throws only when the store is away. The same messages again, in any batches, give the same state.
/// </remarks>
public sealed class KeepEvents(IFormat format, KeepRecords keep)
{
    /// <exception cref="StoreUnavailableException">The batch must come again.</exception>
    public async Task<Kept> RunAsync(IReadOnlyList<BrokerEvent> events, CancellationToken cancel)
    {
        List<Record>[] read = new List<Record>[events.Count];
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = await ReadAsync(events[i], cancel).ConfigureAwait(false);
        }

        try
        {
            return await keep.RunAsync(format.Name, [.. read.SelectMany(r => r)], cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfAnEvent(e))
        {
            // One of them cannot be kept: each is tried by itself, so that the others are.
            return await OneByOneAsync(events, read, cancel).ConfigureAwait(false);
        }
    }

    private async Task<Kept> OneByOneAsync(IReadOnlyList<BrokerEvent> events, List<Record>[] read, CancellationToken cancel)
    {
        Kept all = Kept.None;
        for (int i = 0; i < read.Length; i++)
        {
            try
            {
                all += await keep.RunAsync(format.Name, read[i], cancel).ConfigureAwait(false);
            }
            catch (Exception e) when (IsOfAnEvent(e))
            {
                all += await keep.RunAsync(format.Name, [Dead(events[i], "cannot be kept: " + SafeText.Cut(e.Message, 500))], cancel).ConfigureAwait(false);
            }
        }

        return all;
    }

    private async Task<List<Record>> ReadAsync(BrokerEvent one, CancellationToken cancel)
    {
        List<Record> records = [];
        Input input = new(one.Place, null, () => new PrefixedStream(one.Bytes, Stream.Null));
        await foreach (Record record in format.ReadAsync(input, cancel).ConfigureAwait(false))
        {
            records.Add(keep.Checked(record, input.Name));
        }

        return records.Count == 0 ? [Dead(one, "there is no event in it")] : records;
    }

    private static Record Dead(BrokerEvent one, string problem) => new() { Bytes = one.Bytes, Problem = new(one.Place, 0, 0, "", problem) };

    private static bool IsOfAnEvent(Exception e) => e is not (StoreUnavailableException or OperationCanceledException or OutOfMemoryException);
}
