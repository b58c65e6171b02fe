using CsCheck;
using Observability.Core.Series;

namespace Observability.Unit.Series;

public sealed class LatenessTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_longer_lag_counts_at_once_and_a_shorter_one_by_and_by()
    {
        TimeSpan late = Lateness.After(TimeSpan.Zero, TimeSpan.FromMinutes(20), Hour);
        TimeSpan less = Lateness.After(late, TimeSpan.FromMinutes(4), Hour);

        Assert.Equal(TimeSpan.FromMinutes(20), late);
        Assert.Equal(TimeSpan.FromMinutes(18), less);
    }

    [Fact]
    public void History_that_is_read_in_says_nothing() =>
        Assert.Equal(TimeSpan.FromMinutes(2), Lateness.After(TimeSpan.FromMinutes(2), TimeSpan.FromDays(30), Hour));

    [Fact]
    public void Nothing_is_learned_before_a_step_is_known() => Assert.Equal(TimeSpan.Zero, Lateness.After(TimeSpan.Zero, TimeSpan.FromMinutes(2), null));

    [Fact]
    public void It_stays_between_nothing_and_a_step() =>
        Gen.Int[0, 10_000].Array[1, 50].Sample(lags =>
        {
            TimeSpan late = TimeSpan.Zero;
            foreach (int lag in lags)
            {
                late = Lateness.After(late, TimeSpan.FromSeconds(lag), Hour);
                Assert.InRange(late, TimeSpan.Zero, Hour);
            }
        });
}
