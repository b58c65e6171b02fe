using Observability.Core.Storage;

namespace Observability.Contracts;

public abstract partial class TableStoreContract
{
    // Ordinal order; every printable character that a key may have, at its start, and a quote that a query must not trip over.
    private static readonly string[] s_awkward =
    [
        " ", " a", "!", "!2F", "\"q\"", "$", "&x=1", "'", "' or 1 eq 1", "''", "(", ")", "*", "+", ",", "-", ".", "..", "0", ":", ";", "<b>", "=", ">", "@",
        "A", "Z", "[", "]", "^", "_", "`", "a", "a a", "aa", "b", "{", "|", "}", "~", "~~",
    ];

    [Fact]
    public async Task Keys_come_in_ordinal_order_whatever_characters_they_have()
    {
        Assert.Equal(s_awkward, s_awkward.Order(StringComparer.Ordinal));
        await WriteAsync([.. s_awkward.Reverse().Select(key => new Write.Insert(key, Value(key)))]);

        List<Row> rows = await RowsAsync(new KeyRange("p"));

        Assert.Equal(s_awkward, rows.Select(row => row.Key));
        Assert.Equal(s_awkward, rows.Select(row => (string)row.Values["Text"]));
        foreach (string key in s_awkward)
        {
            Assert.Equal(key, (await GetAsync(key))?.Key);
        }
    }

    [Fact]
    public async Task A_partition_may_have_any_of_these_characters_too()
    {
        foreach (string partition in s_awkward.Where((_, i) => i % 4 == 1))
        {
            Assert.True((await Store.WriteAsync(Table, partition, [new Write.Insert("k", Value(1)), new Write.Insert("l", Value(1))], Cancel)).Done);
            Assert.Equal(partition, (await Store.GetAsync(Table, partition, "k", Cancel))?.Partition);
            Assert.Equal("k l", await KeysAsync(new KeyRange(partition)));
        }
    }

    [Fact]
    public async Task A_range_includes_its_start_and_excludes_its_end()
    {
        await WriteAsync([.. "a aa ab abc ac b B".Split(' ').Select(key => new Write.Put(key, Value(key)))]);

        Assert.Equal("aa ab abc", await KeysAsync(new KeyRange("p", "aa", "ac")));
        Assert.Equal("ac b", await KeysAsync(new KeyRange("p", "ac")));
        Assert.Equal("B a", await KeysAsync(new KeyRange("p", null, "aa")));
        Assert.Equal("ab abc", await KeysAsync(KeyRange.Prefix("p", "ab")));
        Assert.Equal("B a aa ab abc ac b", await KeysAsync(KeyRange.Prefix("p", "")));
        Assert.Equal("", await KeysAsync(new KeyRange("p", "b", "a")));
        Assert.Equal("", await KeysAsync(new KeyRange("q")));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        await WriteAsync([.. Enumerable.Range(0, 23).Select(i => new Write.Put($"k{i:D2}", Value(i)))]);
        KeyRange range = new("p", "k02", "k21", Take: 5);
        List<string> keys = [];
        string? after = null;
        int pages = 0;
        do
        {
            Page page = await Store.ReadAsync(Table, range, after, Cancel);
            Assert.InRange(page.Rows.Count, 0, 5);
            keys.AddRange(page.Rows.Select(row => row.Key));
            after = page.After;
            pages++;
        }
        while (after is not null && pages < 100);

        Assert.Equal(Enumerable.Range(2, 19).Select(i => $"k{i:D2}"), keys);
        Assert.InRange(pages, 4, 99);
    }

    [Fact]
    public async Task A_page_goes_on_after_its_last_row_was_deleted_and_others_were_inserted()
    {
        await WriteAsync([.. "a b c d".Split(' ').Select(key => new Write.Put(key, Value(key)))]);
        Page page = await Store.ReadAsync(Table, new KeyRange("p", Take: 2), null, Cancel);
        while (page.Rows.Count == 0)
        {
            page = await Store.ReadAsync(Table, new KeyRange("p", Take: 2), page.After, Cancel);
        }

        await WriteAsync(new Write.Delete(page.Rows[^1].Key), new Write.Insert("aa", Value("before")), new Write.Insert("cc", Value("after")));
        List<string> rest = [];
        for (string? after = page.After; after is not null;)
        {
            Page more = await Store.ReadAsync(Table, new KeyRange("p", Take: 2), after, Cancel);
            rest.AddRange(more.Rows.Select(row => row.Key));
            after = more.After;
        }

        Assert.Equal(["c", "cc", "d"], rest);
    }

    [Fact]
    public async Task Every_partition_is_read_in_order_and_in_pages()
    {
        foreach (string partition in (string[])["b", "a", "c"])
        {
            await Store.WriteAsync(Table, partition, [.. "x y z".Split(' ').Select(key => new Write.Put(key, Value(key)))], Cancel);
        }

        IEnumerable<string> all = (await RowsAsync(new KeyRange(null, Take: 2))).Select(row => row.Partition + row.Key);
        IEnumerable<string> part = (await RowsAsync(new KeyRange(null, "y", "z", Take: 1))).Select(row => row.Partition + row.Key);

        Assert.Equal("ax ay az bx by bz cx cy cz".Split(' '), all);
        Assert.Equal("ay by cy".Split(' '), part);
    }

    [Fact]
    public async Task A_table_that_does_not_exist_has_no_rows_and_comes_into_being_on_first_write()
    {
        Assert.Null(await GetAsync("a"));
        Assert.Empty(await RowsAsync(new KeyRange("p")));
        Assert.Empty(await RowsAsync(new KeyRange(null)));
        Assert.True((await WriteAsync(new Write.Delete("a"))).Done);
        Assert.Equal(1, (await WriteAsync(new Write.Insert("a", Value(1)), new Write.Delete("b", "W/\"datetime'2026-01-01T00%3A00%3A00Z'\""))).ConflictAt);
        Assert.Empty(await Store.TablesAsync(Table, Cancel));

        Assert.True((await WriteAsync(new Write.Insert("a", Value(1)))).Done);
        Assert.Equal([Table], await Store.TablesAsync(Table, Cancel));
    }

    [Fact]
    public async Task Tables_are_listed_by_prefix_dropped_and_made_again()
    {
        foreach (string suffix in (string[])["x202611", "x202610", "y202610"])
        {
            await Store.WriteAsync(Table + suffix, "p", [new Write.Put("k", Value(1))], Cancel);
        }

        Assert.Equal([Table + "x202610", Table + "x202611"], await Store.TablesAsync(Table + "x", Cancel));
        await Store.DropAsync(Table + "x202610", Cancel);
        await Store.DropAsync(Table + "x202610", Cancel);
        Assert.Equal([Table + "x202611", Table + "y202610"], await Store.TablesAsync(Table, Cancel));
        Assert.Null(await Store.GetAsync(Table + "x202610", "p", "k", Cancel));
        Assert.Empty(await Store.RowsAsync(Table + "x202610", new KeyRange("p"), Cancel).ToListAsync(Cancel));

        Assert.True((await Store.WriteAsync(Table + "x202610", "p", [new Write.Insert("k", Value(2))], Cancel)).Done);
        Assert.Equal(2L, (await Store.GetAsync(Table + "x202610", "p", "k", Cancel))!.Values["Number"]);
    }
}
