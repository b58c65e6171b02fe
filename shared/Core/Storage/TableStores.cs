using System.Runtime.CompilerServices;

namespace Observability.Core.Storage;

/// <summary>What every caller of a store does, once.</summary>
public static class TableStores
{
    private const int MostTries = 1000;

    /// <summary>All rows of the range, page by page.</summary>
    public static async IAsyncEnumerable<Row> RowsAsync(
        this ITableStore store, string table, KeyRange range, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? after = null;
        do
        {
            Page page = await store.ReadAsync(table, range, after, cancel).ConfigureAwait(false);
            foreach (Row row in page.Rows)
            {
                yield return row;
            }

            after = page.After;
        }
        while (after is not null);
    }

    /// <summary>Reads a row, decides, writes; again from the start when someone else was faster.</summary>
    /// <param name="decide">
    /// From the row that is there (null: none) to the values it is to have; null leaves it as it is. Called once per try: it must have no other effect.
    /// </param>
    /// <returns>What the last decision was.</returns>
    public static async Task<IReadOnlyDictionary<string, object>?> UpdateAsync(
        this ITableStore store,
        string table,
        string partition,
        string key,
        Func<Row?, IReadOnlyDictionary<string, object>?> decide,
        CancellationToken cancel)
    {
        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            Row? row = await store.GetAsync(table, partition, key, cancel).ConfigureAwait(false);
            IReadOnlyDictionary<string, object>? values = decide(row);
            if (values is null)
            {
                return null;
            }

            Write write = row is null ? new Write.Insert(key, values) : new Write.Replace(key, values, row.ETag);
            WriteResult result = await store.WriteAsync(table, partition, [write], cancel).ConfigureAwait(false);
            if (result.Done)
            {
                return values;
            }
        }

        throw new StoreUnavailableException($"{table} {partition}/{key}", $"changed by others {MostTries} times in a row");
    }
}
