using Observability.Adapters.Memory;
using Observability.Core.Storage;

namespace Observability.Unit.Storage;

public sealed class LimitedStoreTests
{
    private readonly LimitedStore _store = new(new MemoryStore());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ab")]
    [InlineData("1runs")]
    [InlineData("runs_2026")]
    [InlineData("runs\"; DROP TABLE t_x")]
    public async Task A_name_that_Azure_would_not_give_a_table_is_refused(string table)
    {
        await Refused(() => _store.GetAsync(table, "p", "k", Cancel));
        await Refused(() => _store.ReadAsync(table, new KeyRange("p"), null, Cancel));
        await Refused(() => _store.WriteAsync(table, "p", [], Cancel));
        await Refused(() => _store.DropAsync(table, Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a%b")]
    [InlineData("a\tb")]
    [InlineData("a\u007f")]
    [InlineData("é")]
    public async Task A_key_that_Azure_would_not_take_is_refused(string key)
    {
        await Refused(() => _store.GetAsync("runs", "p", key, Cancel));
        await Refused(() => _store.GetAsync("runs", key, "k", Cancel));
        await Refused(() => _store.ReadAsync("runs", new KeyRange(key), null, Cancel));
        await Refused(() => _store.WriteAsync("runs", key, [Put("k", "A", 1L)], Cancel));
        await Refused(() => Write(Put(key, "A", 1L)));
        await Refused(() => Write(new Write.Delete(key)));
    }

    [Fact]
    public async Task Keys_have_512_characters_at_most()
    {
        Assert.True((await Write(Put(new string('k', 512), "A", 1L))).Done);
        await Refused(() => Write(Put(new string('k', 513), "A", 1L)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("my-name")]
    [InlineData("Größe")]
    [InlineData("PartitionKey")]
    [InlineData("RowKey")]
    [InlineData("Timestamp")]
    public async Task A_name_that_is_no_identifier_or_is_Azures_own_is_refused(string name) => await Refused(() => Write(Put("k", name, 1L)));

    public static TheoryData<object> BadValues =>
    [
        1, 1f, 1m, 'c', Guid.Empty, DateTime.UnixEpoch, new List<string>(), double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        StoreLimits.Earliest.AddTicks(-1), new string('x', 32_769), new byte[65_537],
    ];

    [Theory]
    [MemberData(nameof(BadValues), DisableDiscoveryEnumeration = true)]
    public async Task A_value_that_Azure_would_not_take_is_refused(object value)
    {
        StoreLimitException refused = await Refused(() => Write(Put("good", "A", 1L), Put("k", "Bad", value)));

        Assert.Equal(("runs", "p/k", "Bad"), (refused.Table, refused.Key, refused.Property));
        Assert.Null(await _store.GetAsync("runs", "p", "good", Cancel));
    }

    [Fact]
    public async Task The_message_names_table_key_property_and_limit_in_one_line()
    {
        StoreLimitException refused = await Refused(() => Write(Put("k", "Text", new string('x', 40_000))));

        Assert.Equal("table runs, key p/k, property Text: 40000 characters, at most 32768", refused.Message);
    }

    [Fact]
    public async Task A_row_has_252_properties_at_most()
    {
        Assert.True((await Write(Wide(252))).Done);
        await Refused(() => Write(Wide(253)));
    }

    [Fact]
    public async Task A_row_has_1_MiB_at_most_counted_in_UTF_16()
    {
        Assert.True((await Write(Texts(15, 32_768))).Done);
        await Refused(() => Write(Texts(16, 32_768)));
    }

    [Fact]
    public async Task A_batch_has_100_writes_and_each_key_once_at_most()
    {
        Assert.True((await Write([.. Enumerable.Range(0, 100).Select(i => Put($"k{i}", "A", 1L))])).Done);
        await Refused(() => Write([.. Enumerable.Range(0, 101).Select(i => Put($"k{i}", "A", 1L))]));
        await Refused(() => Write(Put("k", "A", 1L), new Write.Delete("k")));
    }

    [Fact]
    public async Task A_batch_is_under_4_MiB_as_it_travels()
    {
        Write[] fits = [.. Enumerable.Range(0, 40).Select(i => Put($"k{i}", "A", new byte[65_536]))];

        Assert.True((await Write(fits)).Done);
        await Refused(() => Write([.. fits, .. fits.Select((_, i) => Put($"l{i}", "A", new byte[65_536]))]));
    }

    [Fact]
    public async Task Many_writes_are_cut_into_batches_that_are_taken_in_order()
    {
        Write[] writes = [.. Enumerable.Range(0, 250).Select(i => Put($"k{i:D3}", "A", new byte[50_000])), Put("k249", "A", 1L)];

        IReadOnlyList<Write>[] batches = [.. Batches.Of("p", writes)];
        foreach (IReadOnlyList<Write> batch in batches)
        {
            Assert.True((await _store.WriteAsync("runs", "p", batch, Cancel)).Done);
        }

        Assert.Equal(writes, batches.SelectMany(batch => batch));
        Assert.InRange(batches.Length, 4, 8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_takes_1_to_1000_rows(int take) => await Refused(() => _store.ReadAsync("runs", new KeyRange("p", Take: take), null, Cancel));

    private static async Task<StoreLimitException> Refused(Func<Task> call) => await Assert.ThrowsAsync<StoreLimitException>(call);

    private static Write.Put Put(string key, string name, object value) => new(key, new Dictionary<string, object> { [name] = value });

    private static Write.Put Wide(int properties) => new("wide", Enumerable.Range(0, properties).ToDictionary(i => $"P{i}", _ => (object)true));

    private static Write.Put Texts(int properties, int characters) =>
        new("large", Enumerable.Range(0, properties).ToDictionary(i => $"P{i}", _ => (object)new string('x', characters)));

    private Task<WriteResult> Write(params Write[] writes) => _store.WriteAsync("runs", "p", writes, Cancel);
}
