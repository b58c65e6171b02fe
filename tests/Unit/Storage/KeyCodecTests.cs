using CsCheck;
using Observability.Core.Storage;

namespace Observability.Unit.Storage;

public sealed class KeyCodecTests
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:|~";

    private static readonly Gen<string> s_any = Gen.OneOf(Gen.String, Gen.String[Gen.Char['\0', '\uffff'], 0, 80], Gen.String[Gen.Char[Plain + "!,/\\#?%' \u00e9"], 0, 300]);
    private static readonly Gen<string> s_plain = Gen.String[Gen.Char[Plain], 1, 40];

    [Theory]
    [InlineData("orders.daily", "orders.daily")]
    [InlineData("", "!")]
    [InlineData("s3://lake/orders?x=1#2", "s3:!2F!2Flake!2Forders!3Fx!3D1!232")]
    [InlineData("100% of !", "100!25!20of!20!21")]
    [InlineData("Grüße", "Gr!u00FC!u00DFe")]
    [InlineData("a,b", "a!2Cb")]
    public void A_name_becomes_a_key_that_one_can_read(string name, string key)
    {
        Assert.Equal(key, KeyCodec.Encode(name));
        Assert.Equal(name, KeyCodec.Decode(key));
    }

    [Fact]
    public void A_name_that_is_too_long_becomes_a_hash_that_says_so()
    {
        string longest = new('x', 200);
        string key = KeyCodec.Encode(longest + "x");

        Assert.Equal(longest, KeyCodec.Encode(longest));
        Assert.Equal("!hC3C5341496A657EBA2957CEA7A62E38A", key);
        Assert.True(KeyCodec.IsHashed(key));
        Assert.Null(KeyCodec.Decode(key));
        Assert.NotEqual(key, KeyCodec.Encode(longest + "y"));
    }

    [Fact]
    public void Any_text_comes_back_or_is_hashed() => s_any.Sample(text =>
    {
        string key = KeyCodec.Encode(text);
        return KeyCodec.IsHashed(key) ? key.Length == 34 && text.Length > 33 : KeyCodec.Decode(key) == text;
    });

    [Fact]
    public void Different_texts_have_different_keys() =>
        Gen.Select(s_any, s_any).Sample((a, b) => a == b == (KeyCodec.Encode(a) == KeyCodec.Encode(b)));

    [Fact]
    public void A_key_has_only_characters_that_every_store_takes() => s_any.Sample(text =>
        KeyCodec.Encode(text) is { Length: > 0 and <= KeyCodec.MaxBytes } key && key.All(c => Plain.Contains(c) || c == '!'));

    [Fact]
    public void Plain_texts_keep_their_order() => Gen.Select(s_plain, s_plain).Sample((a, b) =>
        Math.Sign(string.CompareOrdinal(a, b)) == Math.Sign(string.CompareOrdinal(KeyCodec.Encode(a), KeyCodec.Encode(b))));

    [Fact]
    public void Joined_keys_sort_like_tuples() => Gen.Select(s_plain, s_plain, s_plain, s_plain).Sample((a, b, c, d) =>
    {
        int tuple = string.CompareOrdinal(a, c) is int first && first != 0 ? first : string.CompareOrdinal(b, d);
        return Math.Sign(tuple) == Math.Sign(string.CompareOrdinal(KeyCodec.Join(a, b), KeyCodec.Join(c, d)));
    });

    [Fact]
    public void Joined_parts_come_back() => s_any.Array[1, 4].Sample(parts =>
        KeyCodec.Split(KeyCodec.Join(parts)).SequenceEqual(parts.Select(part => KeyCodec.Decode(KeyCodec.Encode(part)))));

    [Theory]
    [InlineData("!2")]
    [InlineData("a!u12")]
    [InlineData("!zz")]
    [InlineData("a!")]
    public void What_is_no_key_of_ours_is_refused(string key) => Assert.Throws<FormatException>(() => KeyCodec.Decode(key));
}
