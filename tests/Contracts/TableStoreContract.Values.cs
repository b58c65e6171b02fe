using CsCheck;
using Observability.Core.Storage;

namespace Observability.Contracts;

public abstract partial class TableStoreContract
{
    private static readonly DateTimeOffset s_time = new DateTimeOffset(2026, 11, 23, 4, 48, 8, TimeSpan.Zero).AddTicks(1234567);

    public static TheoryData<object> Values =>
    [
        "", "plain", " \t\r\n ", "'quoted' \"twice\" <&>", "\u0001\u007f", "Grüße 漢字 🚀 \u202e", new string('x', 32768), new string('漢', 32768),
        true, false,
        0L, 1L, -1L, long.MinValue, long.MaxValue, (1L << 53) + 1,
        0.0, -0.0, 1.0, -1.5, double.Epsilon, double.MaxValue, double.MinValue, 0.1, 1e300, 123456789.0, Math.PI,
        s_time, StoreLimits.Earliest, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, s_time.AddTicks(1),
        Array.Empty<byte>(), new byte[] { 0, 255, 43, 47 }, Enumerable.Range(0, 65536).Select(i => (byte)(i * 31)).ToArray(),
    ];

    [Fact]
    public async Task Values_come_back_bit_by_bit_in_their_own_types()
    {
        object[] values = [.. Values.Select(row => row.Data)];
        string[] keys = [.. values.Select((_, i) => $"k{i:D2}")];
        await WriteAsync([.. keys.Zip(values, (key, value) => new Write.Put(key, new Dictionary<string, object> { ["Value"] = value }))]);

        List<Row> rows = await RowsAsync(new KeyRange("p"));

        Assert.Equal(values.Select(Bits), rows.Select(row => Bits(row.Values["Value"])));
        Assert.Equal(values.Select(Bits), await Task.WhenAll(keys.Select(async key => Bits((await GetAsync(key))!.Values["Value"]))));
    }

    [Fact]
    public async Task A_row_has_the_names_that_were_written_and_no_others()
    {
        await WriteAsync(
            new Write.Put("none", new Dictionary<string, object>()),
            new Write.Put("two", new Dictionary<string, object> { ["A"] = 1L, ["a"] = 2L }),
            new Write.Put("all", Enumerable.Range(0, 252).ToDictionary(i => $"P{i}", i => (object)(long)i)));

        Assert.Empty((await GetAsync("none"))!.Values);
        Assert.Equal(["A", "a"], (await GetAsync("two"))!.Values.Keys.Order(StringComparer.Ordinal));
        Assert.False((await GetAsync("two"))!.Values.ContainsKey("Timestamp"));
        Assert.Equal(252, (await GetAsync("all"))!.Values.Count);
    }

    [Fact]
    public async Task A_time_with_an_offset_comes_back_in_utc_and_half_a_character_as_U_FFFD()
    {
        DateTimeOffset local = s_time.ToOffset(TimeSpan.FromHours(5.5));
        await WriteAsync(new Write.Put("a", new Dictionary<string, object> { ["Time"] = local, ["Text"] = "a\ud83d" }));

        Row? row = await GetAsync("a");
        Assert.Equal((s_time, TimeSpan.Zero), (row!.Values["Time"], ((DateTimeOffset)row.Values["Time"]).Offset));
        Assert.Equal("a\ufffd", row.Values["Text"]);
    }

    [Fact]
    public async Task Any_name_becomes_a_key_and_comes_back()
    {
        string[] names = ["", "a/b", "s3://bucket/key#1?x=%41\\", "Grüße 漢字 🚀", "tab\there", "half \ud83d", "percent%2F"];
        await WriteAsync([.. names.Select(name => new Write.Insert(KeyCodec.Encode(name), Value(1)))]);

        Assert.Equal(names.Order(StringComparer.Ordinal), (await RowsAsync(new KeyRange("p"))).Select(row => KeyCodec.Decode(row.Key)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_largest_body_fits_a_row_and_comes_back()
    {
        byte[] noise = new byte[Body.MaxBytes - 5];
        new Random(1).NextBytes(noise);
        Dictionary<string, object> values = Value("beside");
        Body.Put(values, noise);

        await WriteAsync(new Write.Put("body", values));

        Assert.Equal(noise, Body.Get((await GetAsync("body"))!)?.ToArray());
    }

    [Fact]
    public async Task Oversize_values_and_forbidden_keys_are_refused_before_anything_is_written()
    {
        Write good = new Write.Put("good", Value(1));
        Write[] bad =
        [
            new Write.Put("k", Value(new string('x', 32769))),
            new Write.Put("k", new Dictionary<string, object> { ["Bytes"] = new byte[65537] }),
            new Write.Put("k", Enumerable.Range(0, 17).ToDictionary(i => $"P{i}", _ => (object)new byte[65536])),
            new Write.Put("a/b", Value(1)),
            new Write.Put("k", new Dictionary<string, object> { ["N"] = double.NaN }),
            good,
        ];

        foreach (Write write in bad)
        {
            await Assert.ThrowsAsync<StoreLimitException>(() => WriteAsync(good, write));
        }

        Assert.Null(await GetAsync("good"));
    }

    private static string Bits(object value) => value switch
    {
        double number => $"double {BitConverter.DoubleToInt64Bits(number):X16}",
        byte[] bytes => "bytes " + Convert.ToHexString(bytes),
        DateTimeOffset time => $"time {time.UtcTicks} {time.Offset}",
        _ => $"{value.GetType().Name} {value}",
    };
}
