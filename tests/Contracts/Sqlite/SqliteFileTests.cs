using Microsoft.Data.Sqlite;
using Observability.Adapters.Sqlite;
using Observability.Core.Storage;

namespace Observability.Contracts.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.Path, "store.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_written_is_there_after_it_is_opened_again_and_etags_go_on()
    {
        string etag;
        await using (SqliteStore store = new(_folder.Path))
        {
            etag = (await store.WriteAsync("runs", "p", [Put("a", 1)], Cancel)).ETags[0];
        }

        await using SqliteStore again = new(_folder.Path);
        Assert.Equal(etag, (await again.GetAsync("runs", "p", "a", Cancel))!.ETag);
        Assert.NotEqual(etag, (await again.WriteAsync("runs", "p", [Put("a", 2)], Cancel)).ETags[0]);
    }

    [Fact]
    public async Task Two_stores_on_one_file_see_each_others_rows_and_etags()
    {
        await using SqliteStore one = new(_folder.Path);
        await using SqliteStore two = new(_folder.Path);

        SqliteStore[] both = [one, two];
        await Task.WhenAll(both.Select(store => Task.Run(
            async () =>
            {
                for (int i = 0; i < 50; i++)
                {
                    await store.UpdateAsync("counts", "p", "count", row => Number((long)(row?.Values["N"] ?? 0L) + 1), Cancel);
                }
            },
            Cancel)));

        Assert.Equal(100L, (await one.GetAsync("counts", "p", "count", Cancel))!.Values["N"]);
        Assert.Equal((await one.GetAsync("counts", "p", "count", Cancel))!.ETag, (await two.GetAsync("counts", "p", "count", Cancel))!.ETag);
    }

    [Fact]
    public async Task A_table_that_another_store_dropped_is_made_again()
    {
        await using SqliteStore one = new(_folder.Path);
        await using SqliteStore two = new(_folder.Path);
        await one.WriteAsync("runs", "p", [Put("a", 1)], Cancel);
        Assert.NotNull(await two.GetAsync("runs", "p", "a", Cancel));
        Assert.True((await two.WriteAsync("runs", "p", [Put("b", 1)], Cancel)).Done);

        await one.DropAsync("runs", Cancel);

        Assert.Null(await two.GetAsync("runs", "p", "a", Cancel));
        Assert.True((await two.WriteAsync("runs", "p", [Put("c", 1)], Cancel)).Done);
        Assert.Equal(["c"], (await one.ReadAsync("runs", new KeyRange("p"), null, Cancel)).Rows.Select(row => row.Key));
    }

    [Fact]
    public async Task Disposing_does_what_waits_first()
    {
        SqliteStore store = new(_folder.Path);
        Task<WriteResult>[] writes = [.. Enumerable.Range(0, 500).Select(i => store.WriteAsync("runs", "p", [Put($"k{i}", i)], Cancel))];
        await store.DisposeAsync();

        Assert.All(await Task.WhenAll(writes), result => Assert.True(result.Done));
        await using SqliteStore again = new(_folder.Path);
        Assert.Equal(500, (await again.RowsAsync("runs", new KeyRange("p"), Cancel).ToListAsync(Cancel)).Count);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await using (SqliteStore store = new(_folder.Path))
        {
            await store.WriteAsync("runs", "p", [Put("a", 1)], Cancel);
        }

        Sql("PRAGMA user_version = 999");
        byte[] before = await System.IO.File.ReadAllBytesAsync(File, Cancel);

        StoreVersionException refused = Assert.Throws<StoreVersionException>(() => new SqliteStore(_folder.Path));

        Assert.StartsWith($"{File}: written by a newer version (store version 999, this program knows 1)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File, Cancel));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        string text = string.Join('\n', Enumerable.Repeat("job,run_id,start,end,status", 100));
        System.IO.File.WriteAllText(File, text);

        Assert.Equal($"{File}: not a SQLite database", Assert.Throws<StoreUnavailableException>(() => new SqliteStore(_folder.Path)).Message);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        Sql("CREATE TABLE theirs(a)");

        Assert.Equal($"{File}: a SQLite database of another program", Assert.Throws<StoreUnavailableException>(() => new SqliteStore(_folder.Path)).Message);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_cannot_be_opened()
    {
        Directory.CreateDirectory(File);

        Assert.Equal($"{File}: cannot be opened", Assert.Throws<StoreUnavailableException>(() => new SqliteStore(_folder.Path)).Message);
    }

    [Fact]
    public async Task A_file_that_another_process_keeps_locked_is_said_to_be_and_works_again_afterwards()
    {
        await using SqliteStore store = new(_folder.Path, busyTimeout: TimeSpan.FromMilliseconds(50));
        await store.WriteAsync("runs", "p", [Put("a", 1)], Cancel);
        using (SqliteConnection other = Open())
        using (SqliteTransaction held = other.BeginTransaction(deferred: false))
        {
            StoreUnavailableException refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync("runs", "p", [Put("a", 2)], Cancel));
            Assert.Equal($"{File}: locked by another process", refused.Message);
            Assert.Equal(1L, (await store.GetAsync("runs", "p", "a", Cancel))!.Values["N"]);
        }

        Assert.True((await store.WriteAsync("runs", "p", [Put("a", 3)], Cancel)).Done);
    }

    [Fact]
    public async Task A_full_disk_fails_the_batch_as_a_whole_and_works_again_when_there_is_room()
    {
        await using SqliteStore store = new(_folder.Path);
        await store.WriteAsync("runs", "p", [Put("a", 1)], Cancel);
        Assert.True(store.LimitPages(20));
        Write[] large = [Put("a", 2), .. Enumerable.Range(0, 20).Select(i => new Write.Put($"big{i}", new Dictionary<string, object> { ["Bytes"] = new byte[60_000] }))];

        StoreUnavailableException refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync("runs", "p", large, Cancel));

        Assert.Equal($"{File}: the disk is full; what came before is kept", refused.Message);
        Assert.Equal(1L, Assert.Single((await store.ReadAsync("runs", new KeyRange("p"), null, Cancel)).Rows).Values["N"]);
        Assert.True(store.LimitPages(1_000_000));
        Assert.True((await store.WriteAsync("runs", "p", large, Cancel)).Done);
    }

    private static Write.Put Put(string key, long number) => new(key, Number(number));

    private static Dictionary<string, object> Number(long number) => new() { ["N"] = number };

    private SqliteConnection Open()
    {
        SqliteConnection connection = new($"Data Source={File};Pooling=false");
        connection.Open();
        return connection;
    }

    private void Sql(string sql)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
