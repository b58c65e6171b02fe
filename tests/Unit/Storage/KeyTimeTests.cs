using CsCheck;
using Observability.Core.Storage;

namespace Observability.Unit.Storage;

public sealed class KeyTimeTests
{
    private static readonly Gen<DateTimeOffset> s_time =
        Gen.Long[0, DateTime.MaxValue.Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Gen<(DateTimeOffset, DateTimeOffset)> s_near =
        Gen.Select(s_time, Gen.Long[-3, 3]).Select((time, ticks) => (time, new DateTimeOffset(Math.Clamp(time.Ticks + ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero)));

    [Fact]
    public void A_time_is_readable_in_a_key() => Assert.Equal(
        "20261123T024808.1234567",
        KeyTime.ForwardTime(new DateTimeOffset(2026, 11, 23, 4, 48, 8, TimeSpan.FromHours(2)).AddTicks(1234567)));

    [Fact]
    public void Both_forms_come_back_to_100_ns() => s_time.Sample(time =>
        KeyTime.FromForward(KeyTime.ForwardTime(time)).UtcTicks == time.UtcTicks && KeyTime.FromReverse(KeyTime.ReverseTime(time)) == time);

    [Fact]
    public void Both_forms_have_a_fixed_width_and_need_no_escape() => s_time.Sample(time =>
        KeyTime.ForwardTime(time).Length == 23 && KeyTime.ReverseTime(time).Length == 19
        && KeyCodec.Encode(KeyTime.ForwardTime(time)) == KeyTime.ForwardTime(time));

    [Fact]
    public void Forward_is_oldest_first_and_reverse_newest_first() => s_near.Sample((a, b) =>
        Math.Sign(string.CompareOrdinal(KeyTime.ForwardTime(a), KeyTime.ForwardTime(b))) == a.CompareTo(b)
        && Math.Sign(string.CompareOrdinal(KeyTime.ReverseTime(a), KeyTime.ReverseTime(b))) == -a.CompareTo(b));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("9999999999999999999")]
    [InlineData("")]
    public void What_is_no_time_is_refused(string key)
    {
        Assert.Throws<FormatException>(() => KeyTime.FromForward(key));
        Assert.Throws<FormatException>(() => KeyTime.FromReverse(key));
    }
}
