namespace Observability.Core.Storage;

/// <summary>Cuts many writes of one partition into batches that the limits allow.</summary>
public static class Batches
{
    /// <summary>The writes in order, in as few batches as order allows; each batch is atomic, all together are not.</summary>
    public static IEnumerable<IReadOnlyList<Write>> Of(string partition, IEnumerable<Write> writes)
    {
        List<Write> batch = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        int bytes = 0;
        foreach (Write write in writes)
        {
            int size = RowSize.InBatch(partition, write);
            if (batch.Count == StoreLimits.BatchRows || (batch.Count > 0 && bytes + size >= StoreLimits.BatchBytes) || keys.Contains(write.Key))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
                keys.Clear();
            }

            batch.Add(write);
            keys.Add(write.Key);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
