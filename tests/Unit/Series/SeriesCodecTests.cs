using CsCheck;
using Observability.Core.Series;

namespace Observability.Unit.Series;

public sealed class SeriesCodecTests
{
    [Fact]
    public void A_tail_comes_back_as_it_was() =>
        Gen.Select(Some.AnyPoint.Array[0, 20], Gen.Long[0, long.MaxValue], Gen.Long[1, 1_000_000_000_000].Nullable().Array[6]).Sample((points, count, ticks) =>
        {
            DateTimeOffset?[] times = [.. ticks.Select(t => t is { } known ? Some.First.AddTicks(known) : (DateTimeOffset?)null)];
            SeriesTail tail = new()
            {
                Measure = "m",
                Count = count,
                JudgedUntil = times[0],
                Deadline = times[1],
                Expected = times[2],
                ArmedAt = times[3],
                FiringSince = times[4],
                BehindFrom = times[5],
            };

            SeriesTail read = SeriesCodec.DecodeTail("m", SeriesCodec.Encode(tail with { Points = points }));

            Assert.Equal(points, read.Points);
            Assert.Equal(tail, read with { Points = tail.Points });
        });

    [Fact]
    public void A_chunk_comes_back_as_it_was() =>
        Gen.Select(Some.AnyPoint.Array[0, 20], Gen.Byte.Array[0, 50]).Sample((points, state) =>
        {
            SeriesChunk read = SeriesCodec.DecodeChunk("m", SeriesCodec.Encode(new SeriesChunk("m", points, state)));

            Assert.Equal(points, read.Points);
            Assert.Equal(state, read.StateAfter);
        });

    [Fact]
    public void Bytes_that_end_too_early_are_told_and_not_guessed() =>
        Gen.Select(Some.AnyPoint.Array[1, 5], Gen.Double.Unit).Sample((points, share) =>
        {
            byte[] bytes = SeriesCodec.Encode(new SeriesTail { Measure = "m", Points = points });
            Assert.Throws<InvalidDataException>(() => SeriesCodec.DecodeTail("m", bytes.AsMemory(0, (int)(bytes.Length * share))));
        });

    [Fact]
    public void A_tail_of_the_layout_before_has_no_lateness_and_all_else()
    {
        SeriesTail tail = new() { Measure = "m", Count = 3, JudgedUntil = DateTimeOffset.UnixEpoch.AddDays(1), Points = [new(DateTimeOffset.UnixEpoch, 1.5, 7)] };
        byte[] now = SeriesCodec.Encode(tail with { Lateness = TimeSpan.FromMinutes(3) });
        byte[] before = [1, .. now[1..57], .. now[89..]]; // four fields of eight bytes are new

        Assert.Equal(TimeSpan.FromMinutes(3), SeriesCodec.DecodeTail("m", now).Lateness);
        SeriesTail read = SeriesCodec.DecodeTail("m", before);
        Assert.Equal((tail.Count, tail.JudgedUntil, TimeSpan.Zero), (read.Count, read.JudgedUntil, read.Lateness));
        Assert.Equal(tail.Points, read.Points);
    }

    [Fact]
    public void A_layout_of_a_newer_version_is_told_and_not_guessed() => Assert.Throws<InvalidDataException>(() => SeriesCodec.DecodeTail("m", new byte[] { 9, 0, 0 }));
}
