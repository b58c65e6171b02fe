using System.Runtime.CompilerServices;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Series;

/// <summary>One outlook row for each job and dataset, over a few partitions a kind, so that a list of all is a few range reads. Derived: rewritten whenever the subject is judged.</summary>
public sealed class OutlookStore(ITableStore store)
{
    /// <summary>Partitions of each kind; a page that lists all reads as many ranges.</summary>
    public const int Shards = 4;

    public const string Jobs = "job";
    public const string Datasets = "dataset";

    private const string Table = "outlook";

    /// <summary>Those of them in which something is wrong.</summary>
    public TroubleStore Troubles { get; } = new(store);

    public Task PutAsync(Outlook outlook, CancellationToken cancel) => store.WriteAsync(
        Table,
        PartitionOf(outlook.Subject),
        [Row(outlook)],
        cancel);

    /// <summary>Several at once, a batch a partition.</summary>
    public Task PutAsync(IEnumerable<Outlook> some, CancellationToken cancel) => Task.WhenAll(
        from partition in some.GroupBy(o => PartitionOf(o.Subject))
        from batch in Batches.Of(partition.Key, partition.Select(Row))
        select store.WriteAsync(Table, partition.Key, batch, cancel));

    public async Task<Outlook?> FindAsync(Subject subject, CancellationToken cancel) =>
        await store.GetAsync(Table, PartitionOf(subject), KeyCodec.Encode(subject.Text), cancel).ConfigureAwait(false) is { } row
            ? Json.Read(row, OutlookJson.Default.Outlook)
            : null;

    /// <param name="kind"><see cref="Jobs"/> or <see cref="Datasets"/>.</param>
    public async IAsyncEnumerable<Outlook> AllAsync(string kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int shard = 0; shard < Shards; shard++)
        {
            await foreach (Row row in store.RowsAsync(Table, new KeyRange(Partition(kind, shard)), cancel).ConfigureAwait(false))
            {
                yield return Json.Read(row, OutlookJson.Default.Outlook);
            }
        }
    }

    /// <summary>Writes the row of every subject again, and the list of those in trouble, from nothing.</summary>
    /// <returns>How many there are.</returns>
    public async Task<long> RebuildAsync(SeriesStore series, CancellationToken cancel)
    {
        await store.DropAsync(Table, cancel).ConfigureAwait(false);
        await Troubles.DropAsync(cancel).ConfigureAwait(false);
        long count = 0;
        await foreach (Subject subject in series.SubjectsAsync(cancel).ConfigureAwait(false))
        {
            if (Outlook.Of(await series.LoadAsync(subject, cancel).ConfigureAwait(false)) is { } outlook)
            {
                await PutAsync(outlook, cancel).ConfigureAwait(false);
                if (Trouble.Of(outlook) is { } trouble)
                {
                    await Troubles.ListAsync(trouble, null, cancel).ConfigureAwait(false);
                }

                count++;
            }
        }

        return count;
    }

    private static Write.Put Row(Outlook outlook) => new(KeyCodec.Encode(outlook.Subject.Text), Json.Values(outlook, OutlookJson.Default.Outlook, compress: false));

    // Subjects that are judged together stand together.
    private static string PartitionOf(Subject subject) => Partition(subject.Kind, DueRows.JudgeShardOf(subject.Text) % Shards);

    private static string Partition(string kind, int shard) => $"{kind}-{shard}";
}
