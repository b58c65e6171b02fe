using Observability.Core.Series;

namespace Observability.Unit.Series;

public sealed class OutOfOrderTests
{
    private static readonly SeriesPoint[] Hourly = [.. Enumerable.Range(0, 6).Select(i => Some.Point(i, 1, (ulong)i + 1))];

    [Fact]
    public void A_series_waits_as_long_as_its_points_come_behind_and_a_step_at_most()
    {
        Assert.Equal(TimeSpan.FromMinutes(20), OutOfOrder.After(TimeSpan.FromMinutes(5), Hourly, TimeSpan.FromMinutes(20)));
        Assert.Equal(TimeSpan.FromMinutes(20), OutOfOrder.After(TimeSpan.FromMinutes(20), Hourly, TimeSpan.FromMinutes(5)));
        Assert.Equal(TimeSpan.FromHours(1), OutOfOrder.After(TimeSpan.Zero, Hourly, TimeSpan.FromDays(3)));
    }

    [Fact]
    public void Nothing_is_learned_before_a_step_is_known() => Assert.Equal(TimeSpan.Zero, OutOfOrder.After(TimeSpan.Zero, Hourly[..3], TimeSpan.FromHours(1)));

    [Fact]
    public void A_point_waits_until_a_newer_one_is_far_enough_ahead()
    {
        Assert.False(OutOfOrder.IsRipe(Hourly[4], Hourly[5].Time, TimeSpan.FromMinutes(61)));
        Assert.True(OutOfOrder.IsRipe(Hourly[4], Hourly[5].Time, TimeSpan.FromMinutes(60)));
        Assert.True(OutOfOrder.IsRipe(Hourly[5], Hourly[5].Time, TimeSpan.Zero));
    }

    [Fact]
    public void It_is_forgotten_slowly() => Assert.InRange(Enumerable.Range(0, 64).Aggregate(TimeSpan.FromHours(1), (known, _) => OutOfOrder.Faded(known)).TotalMinutes, 20, 24);
}
