using CsCheck;
using Observability.Adapters.EventHubs;

namespace Observability.Unit.Adapters.Collecting;

public sealed class PartitionMarkTests
{
    [Fact]
    public void A_mark_reads_as_it_was_written() =>
        Gen.Dictionary(Gen.Int[0, 31], Gen.Long[0, long.MaxValue])[0, 32].Sample(next =>
            PartitionMark.Read(new PartitionMark(new(next.ToDictionary(p => $"{p.Key}", p => p.Value))).Text).Next.SequenceEqual(new SortedDictionary<string, long>(next.ToDictionary(p => $"{p.Key}", p => p.Value))));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-02")]
    [InlineData("[1]")]
    public void A_mark_of_somebody_else_begins_anew(string? text) => Assert.Empty(PartitionMark.Read(text).Next);

    [Fact]
    public void What_the_stream_no_longer_holds_is_named_with_its_place()
    {
        PartitionMark mark = PartitionMark.Read("""{"0":5,"1":9}""");

        Assert.Equal("topic/0@5: 3 messages up to 7 are gone: the stream keeps them for a shorter time than nobody read it", mark.Lost("topic", "0", 8)!.ToString());
        Assert.Null(mark.Lost("topic", "1", 8));
        Assert.Null(mark.Lost("topic", "2", 8));
    }
}
