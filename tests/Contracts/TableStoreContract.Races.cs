using Observability.Core.Storage;

namespace Observability.Contracts;

public abstract partial class TableStoreContract
{
    [Fact]
    public async Task Of_writers_with_the_same_etag_exactly_one_wins()
    {
        string etag = (await WriteAsync(new Write.Insert("row", Value(0)))).ETags[0];
        for (int round = 0; round < 10; round++)
        {
            WriteResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer =>
                Task.Run(() => WriteAsync(new Write.Replace("row", Value(writer), etag)), Cancel)));

            int winner = Assert.Single(Enumerable.Range(0, 8), writer => results[writer].Done);
            Row? row = await GetAsync("row");
            Assert.Equal((long)winner, row!.Values["Number"]);
            Assert.Equal(results[winner].ETags[0], row.ETag);
            etag = row.ETag;
        }
    }

    [Fact]
    public async Task Of_inserts_of_one_key_exactly_one_wins()
    {
        WriteResult[] results = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer =>
            Task.Run(() => WriteAsync(new Write.Insert("row", Value(writer)), new Write.Put($"of{writer:D2}", Value(writer))), Cancel)));

        int winner = Assert.Single(Enumerable.Range(0, 16), writer => results[writer].Done);
        Assert.Equal($"of{winner:D2} row", await KeysAsync(new KeyRange("p")));
    }

    [Fact]
    public async Task No_update_is_lost()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            async () =>
            {
                for (int i = 0; i < 5; i++)
                {
                    await Store.UpdateAsync(Table, "p", "count", row => Value((long)(row?.Values["Number"] ?? 0L) + 1), Cancel);
                }
            },
            Cancel)));

        Assert.Equal(30L, (await GetAsync("count"))!.Values["Number"]);
    }

    [Fact]
    public async Task Writers_of_a_table_that_does_not_exist_all_succeed()
    {
        WriteResult[] results = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer =>
            Task.Run(() => Store.WriteAsync(Table, $"p{writer:D2}", [new Write.Insert("k", Value(writer))], Cancel), Cancel)));

        Assert.All(results, result => Assert.True(result.Done));
        Assert.Equal(16, (await RowsAsync(new KeyRange(null))).Count);
    }
}
