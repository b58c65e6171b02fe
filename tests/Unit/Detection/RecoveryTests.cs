using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class RecoveryTests
{
    [Theory]
    [InlineData(4, -12, 0.5, true)]
    [InlineData(-4, 12, -0.5, true)]
    [InlineData(4, 12, 14, false)]
    [InlineData(4, -20, -14, false)]
    [InlineData(0.5, -12, -11, false)]
    public void What_goes_back_to_the_usual_from_where_the_last_points_lay_is_one(double level, double residual, double baseline, bool recovers) =>
        Assert.Equal(recovers, Recovery.Is(level, residual, baseline, Math.Abs(residual), Math.Abs(baseline)));
}
