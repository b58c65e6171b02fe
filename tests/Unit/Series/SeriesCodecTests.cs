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
            Assert.Equal(points.Count(p => p.Judgement is null && !p.Late), read.Pending.Count());
            Assert.Equal(tail, read with { Held = tail.Held });
            Assert.Equal(SeriesCodec.Encode(tail with { Points = points }), SeriesCodec.Encode(SeriesCodec.DecodeTail("m", SeriesCodec.Encode(tail with { Points = points }))));
        });

    [Fact]
    public void A_tail_takes_points_the_same_whether_its_own_were_read_or_not() =>
        Gen.Select(Some.AnyPoint.Array[0, 8], Some.NewPoint.Array[1, 8], Gen.Long[0, Some.Ticks].Nullable()).Sample((held, coming, judged) =>
        {
            SeriesTail objects = new() { Measure = "m", Count = held.Length, JudgedUntil = judged is { } until ? Some.First.AddTicks(until) : null, Points = [.. held.OrderBy(p => p.Time).DistinctBy(p => p.Id)] };
            SeriesTail stored = SeriesCodec.DecodeTail("m", SeriesCodec.Encode(objects));
            foreach (SeriesPoint point in coming)
            {
                Assert.Equal(objects.First, stored.First);
                (objects, Added added) = objects.Add(point);
                (stored, Added same) = stored.Add(point);
                Assert.Equal(added, same);
                Assert.Equal(SeriesCodec.Encode(objects), SeriesCodec.Encode(stored));
                Assert.Equal(objects.HasNews, stored.HasNews);
                stored = SeriesCodec.DecodeTail("m", SeriesCodec.Encode(stored));
            }
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
            Assert.Throws<InvalidDataException>(() => SeriesCodec.DecodeTail("m", bytes.AsMemory(0, (int)(bytes.Length * share))).Points);
        });

    [Fact]
    public void Tails_of_the_layouts_before_lack_what_was_not_known_and_nothing_else()
    {
        SeriesTail tail = new() { Measure = "m", Count = 3, JudgedUntil = DateTimeOffset.UnixEpoch.AddDays(1), Points = [new(DateTimeOffset.UnixEpoch, 1.5, 7)] };
        byte[] now = SeriesCodec.Encode(tail with { Lateness = TimeSpan.FromMinutes(3) });
        byte[] second = [2, .. now[1..89], .. now[93..]]; // four bytes for the number of pending points are new
        byte[] first = [1, .. now[1..57], .. now[93..]]; // and four fields of eight

        foreach ((byte[] bytes, TimeSpan lateness) in ((byte[], TimeSpan)[])[(now, TimeSpan.FromMinutes(3)), (second, TimeSpan.FromMinutes(3)), (first, TimeSpan.Zero)])
        {
            SeriesTail read = SeriesCodec.DecodeTail("m", bytes);
            Assert.Equal((tail.Count, tail.JudgedUntil, lateness), (read.Count, read.JudgedUntil, read.Lateness));
            Assert.Equal(tail.Points, read.Points);
            Assert.Single(read.Pending);
        }
    }

    [Fact]
    public void A_layout_of_a_newer_version_is_told_and_not_guessed() => Assert.Throws<InvalidDataException>(() => SeriesCodec.DecodeTail("m", new byte[] { 9, 0, 0 }));
}
