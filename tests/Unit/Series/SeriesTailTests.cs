using CsCheck;
using Observability.Core.Series;

namespace Observability.Unit.Series;

public sealed class SeriesTailTests
{
    [Fact]
    public void Points_with_different_ids_come_to_the_same_tail_in_any_order_before_judging() =>
        Gen.Select(Gen.Int[0, 5].Array[0, 20], Gen.Int[0, 1_000_000]).Sample((hours, seed) =>
        {
            SeriesPoint[] points = [.. hours.Select((hour, i) => Some.Point(hour, i, (ulong)i))];
            Assert.Equal(Filled(points).Points, Filled(Shuffle.Of(points, seed)).Points);
        });

    [Fact]
    public void The_same_point_again_changes_nothing()
    {
        SeriesTail tail = Filled([Some.Point(1, 5, 1)]);

        Assert.Equal((tail, Added.Duplicate), tail.Add(Some.Point(1, 5, 1)));
    }

    [Fact]
    public void Another_value_before_judging_is_simply_the_value()
    {
        (SeriesTail tail, Added added) = Filled([Some.Point(1, 5, 1)]).Add(Some.Point(1, 6, 1));

        Assert.Equal((Added.Restated, 6, false, 1), (added, tail.Points[0].Value, tail.Points[0].Restated, tail.Count));
    }

    [Fact]
    public void Another_time_before_judging_moves_the_point()
    {
        (SeriesTail tail, _) = Filled([Some.Point(1, 5, 1), Some.Point(2, 5, 2)]).Add(Some.Point(0, 5, 2));

        Assert.Equal([2UL, 1UL], tail.Points.Select(p => p.Id));
    }

    [Fact]
    public void Another_value_after_judging_is_a_restatement_and_keeps_its_verdict_and_time()
    {
        SeriesTail judged = Judged(Some.Point(1, 5, 1));

        (SeriesTail tail, Added added) = judged.Add(Some.Point(9, 6, 1));

        Assert.Equal((Added.Restated, 6, true, judged.Points[0].Time), (added, tail.Points[0].Value, tail.Points[0].Restated, tail.Points[0].Time));
        Assert.NotNull(tail.Points[0].Judgement);
    }

    [Fact]
    public void A_point_before_what_was_judged_is_late_and_not_pending()
    {
        (SeriesTail tail, _) = Judged(Some.Point(1, 5, 1)).Add(Some.Point(0, 5, 2));

        Assert.True(tail.Points[0].Late);
        Assert.Empty(tail.Pending);
    }

    [Fact]
    public void A_point_of_the_instant_up_to_which_was_judged_that_came_before_judging_is_still_pending()
    {
        SeriesTail tail = Filled([Some.Point(1, 0, 1), Some.Point(1, 1, 2)]);
        tail = tail with { Points = [tail.Points[0] with { Judgement = default(Judgement) }, tail.Points[1]], JudgedUntil = tail.Points[0].Time };

        Assert.Equal([2UL], tail.Pending.Select(p => p.Id));
    }

    [Fact]
    public void A_point_that_turned_out_to_be_none_goes_unless_it_was_judged()
    {
        Assert.Equal(0, Filled([Some.Point(1, 5, 1)]).Without(1).Count);
        Assert.Equal(1, Judged(Some.Point(1, 5, 1)).Without(1).Count);
        Assert.Equal(1, Filled([Some.Point(1, 5, 1)]).Without(2).Count);
    }

    private static SeriesTail Filled(IEnumerable<SeriesPoint> points) => points.Aggregate(new SeriesTail { Measure = "m" }, (tail, point) => tail.Add(point).Next);

    private static SeriesTail Judged(SeriesPoint point) => Filled([point]) is var tail
        ? tail with { Points = [tail.Points[0] with { Judgement = default(Judgement) }], JudgedUntil = point.Time }
        : tail;
}
