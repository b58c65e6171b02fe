using Observability.Core.Storage;

namespace Observability.Contracts;

public abstract partial class TableStoreContract
{
    [Fact]
    public async Task Insert_creates_once_and_then_conflicts()
    {
        WriteResult first = await WriteAsync(new Write.Insert("a", Value("1")));
        WriteResult second = await WriteAsync(new Write.Insert("a", Value("2")));

        Row? row = await GetAsync("a");
        Assert.True(first.Done);
        Assert.Equal(0, second.ConflictAt);
        Assert.Empty(second.ETags);
        Assert.Equal("1", row!.Values["Text"]);
        Assert.Equal(first.ETags, [row.ETag]);
        Assert.Equal(("p", "a"), (row.Partition, row.Key));
    }

    [Fact]
    public async Task Replace_needs_the_row_and_its_etag_and_replaces_as_a_whole()
    {
        WriteResult none = await WriteAsync(new Write.Insert("other", Value("1")), new Write.Replace("a", Value("1"), (await Put("b"))));
        string first = await Put("a");
        WriteResult done = await WriteAsync(new Write.Replace("a", Value(7), first));
        WriteResult stale = await WriteAsync(new Write.Replace("a", Value("stale"), first));

        Assert.Equal(1, none.ConflictAt);
        Assert.True(done.Done);
        Assert.NotEqual(first, done.ETags[0]);
        Assert.Equal(0, stale.ConflictAt);
        Assert.Equal(["Number"], (await GetAsync("a"))!.Values.Keys);
    }

    [Fact]
    public async Task Put_creates_or_replaces_as_a_whole()
    {
        string first = await Put("a");
        WriteResult second = await WriteAsync(new Write.Put("a", Value(2)));

        Row? row = await GetAsync("a");
        Assert.NotEqual(first, second.ETags[0]);
        Assert.Equal(["Number"], row!.Values.Keys);
        Assert.Equal(second.ETags[0], row.ETag);
    }

    [Fact]
    public async Task Delete_without_an_etag_does_not_mind_what_is_there()
    {
        await Put("a");
        WriteResult there = await WriteAsync(new Write.Delete("a"));
        WriteResult gone = await WriteAsync(new Write.Delete("a"));
        WriteResult beside = await WriteAsync(new Write.Delete("never"), new Write.Put("b", Value("b")), new Write.Delete("neither"));

        Assert.Equal([""], there.ETags);
        Assert.True(gone.Done);
        Assert.Null(await GetAsync("a"));
        Assert.True(beside.Done);
        Assert.Equal(3, beside.ETags.Count);
        Assert.Equal(beside.ETags[1], (await GetAsync("b"))!.ETag);
        Assert.Equal(("", ""), (beside.ETags[0], beside.ETags[2]));
    }

    [Fact]
    public async Task Delete_with_an_etag_conflicts_when_the_row_changed_or_is_gone()
    {
        string first = await Put("a");
        string second = await Put("a");
        WriteResult stale = await WriteAsync(new Write.Delete("a", first));
        WriteResult done = await WriteAsync(new Write.Delete("a", second));
        WriteResult gone = await WriteAsync(new Write.Delete("a", second));

        Assert.Equal((0, null, 0), (stale.ConflictAt, done.ConflictAt, gone.ConflictAt));
        Assert.Null(await GetAsync("a"));
    }

    [Fact]
    public async Task An_etag_never_comes_back_after_delete_and_insert()
    {
        string first = await Put("a");
        await WriteAsync(new Write.Delete("a"));
        await WriteAsync(new Write.Insert("a", Value("again")));

        Assert.Equal(0, (await WriteAsync(new Write.Replace("a", Value("old"), first))).ConflictAt);
    }

    [Fact]
    public async Task A_conflict_in_the_middle_of_a_batch_names_its_index_and_writes_nothing()
    {
        string etag = await Put("c");
        await Put("d");
        Write[] before = [new Write.Insert("a", Value("a")), new Write.Put("b", Value("b")), new Write.Replace("c", Value("new"), etag)];

        WriteResult inserted = await WriteAsync([.. before, new Write.Insert("d", Value("new")), new Write.Put("e", Value("e"))]);
        WriteResult deleted = await WriteAsync([.. before, new Write.Delete("never", etag), new Write.Put("e", Value("e"))]);
        WriteResult replaced = await WriteAsync([.. before, new Write.Replace("d", Value("new"), etag), new Write.Put("e", Value("e"))]);

        Assert.Equal((3, 3, 3), (inserted.ConflictAt, deleted.ConflictAt, replaced.ConflictAt));
        Assert.Equal("c d", await KeysAsync(new KeyRange("p")));
        Assert.Equal(etag, (await GetAsync("c"))!.ETag);
    }

    [Fact]
    public async Task A_batch_of_a_hundred_rows_gives_each_its_etag()
    {
        WriteResult result = await WriteAsync([.. Enumerable.Range(0, 100).Select(i => new Write.Put($"k{i:D3}", Value(i)))]);
        List<Row> rows = await RowsAsync(new KeyRange("p"));

        Assert.Equal(result.ETags, rows.Select(row => row.ETag));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (object)(long)i), rows.Select(row => row.Values["Number"]));
    }

    [Fact]
    public async Task An_empty_batch_is_done() => Assert.Equal((null, 0), (await WriteAsync() is var done ? done.ConflictAt : 0, done.ETags.Count));

    private async Task<string> Put(string key) => (await WriteAsync(new Write.Put(key, Value("first")))).ETags[0];
}
