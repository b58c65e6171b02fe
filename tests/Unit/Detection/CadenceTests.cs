using CsCheck;
using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class CadenceTests
{
    [Fact]
    public void A_step_a_little_longer_changes_little() =>
        Gen.Double[0, Math.Log(7 * 86400)].Select(Math.Exp).Sample(step =>
        {
            Cadence here = new(step), longer = new(1.02 * step);

            Assert.InRange(longer.Slowness - here.Slowness, 0, 0.01);
            Assert.InRange(longer.ShortMemory - here.ShortMemory, -1e-12, 0.02);
            Assert.InRange(here.Needed - longer.Needed, 0, 0.01);
            for (int part = 0; part < here.Weights.Length; part++)
            {
                Assert.InRange(longer.Weights[part] - here.Weights[part], -0.001, 0.001);
            }
        });

    [Theory]
    [InlineData(60, 0, 0)]
    [InlineData(300, 0, 0)]
    [InlineData(900, 0.4, 0.5)]
    [InlineData(3600, 1, 1)]
    [InlineData(86400, 1, 1)]
    public void Minutes_are_fast_and_hours_slow(double step, double least, double most) => Assert.InRange(new Cadence(step).Slowness, least, most);
}
