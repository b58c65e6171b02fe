using CsCheck;
using Observability.Core.Storage;

namespace Observability.Unit.Storage;

public sealed class BodyTests
{
    [Fact]
    public void Any_bytes_come_back() => Gen.Byte.Array[0, 2000].Sample(bytes => Back(bytes)!.SequenceEqual(bytes));

    [Theory]
    [InlineData(0)]
    [InlineData(65_531)]
    [InlineData(65_532)]
    [InlineData(200_000)]
    [InlineData(Body.MaxBytes - 5)]
    public void Noise_of_any_size_comes_back_in_properties_of_64_KiB(int size)
    {
        byte[] noise = Noise(size);
        Dictionary<string, object> values = [];
        Body.Put(values, noise);

        Assert.Equal((size + 5 + 65_535) / 65_536, values.Count);
        Assert.All(values.Values, value => Assert.InRange(((byte[])value).Length, 1, 65_536));
        Assert.Equal(noise, Body.Get(RowOf(values))?.ToArray());
    }

    [Fact]
    public void What_repeats_is_kept_small()
    {
        byte[] text = [.. Enumerable.Repeat("{\"eventType\":\"COMPLETE\"}"u8.ToArray(), 100_000).SelectMany(x => x)];
        Dictionary<string, object> values = [];
        Body.Put(values, text);

        Assert.InRange(((byte[])Assert.Single(values).Value).Length, 1, 4096);
        Assert.Equal(text, Body.Get(RowOf(values))?.ToArray());
    }

    [Fact]
    public void What_is_too_large_even_when_compressed_is_not_put()
    {
        Dictionary<string, object> values = [];

        Assert.False(Body.TryPut(values, Noise(Body.MaxBytes - 4)));
        Assert.Empty(values);
        Assert.Throws<StoreLimitException>(() => Body.Put(values, Noise(Body.MaxBytes - 4)));
    }

    [Fact]
    public void A_row_without_a_body_has_none() => Assert.Null(Body.Get(RowOf([])));

    [Fact]
    public void A_broken_body_is_said_to_be()
    {
        Dictionary<string, object> values = [];
        Body.Put(values, new byte[1000]);
        byte[] packed = (byte[])values["Body"];

        Assert.Throws<InvalidDataException>(() => Body.Get(RowOf(new() { ["Body"] = packed[..^3] })));
        Assert.Throws<InvalidDataException>(() => Body.Get(RowOf(new() { ["Body"] = new byte[2] })));
        Assert.Throws<InvalidDataException>(() => Body.Get(RowOf(new() { ["Body"] = new byte[] { 0, 9, 0, 0, 0, 1 } })));
    }

    private static byte[] Noise(int size)
    {
        byte[] noise = new byte[size];
        new Random(1).NextBytes(noise);
        return noise;
    }

    private static byte[]? Back(byte[] bytes)
    {
        Dictionary<string, object> values = [];
        Body.Put(values, bytes);
        return Body.Get(RowOf(values))?.ToArray();
    }

    private static Row RowOf(Dictionary<string, object> values) => new("p", "k", values, "1");
}
