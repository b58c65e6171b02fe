using CsCheck;
using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class MagnitudeTests
{
    private static readonly Cadence Hourly = new(3600);

    [Fact]
    public void The_factor_rises_with_the_distance_within_its_share_and_does_not_know_the_unit() =>
        Gen.Select(Gen.Double[-10, 10].Array[8, 60], Gen.Double[0, 1000], Gen.Double[0, 1000]).Sample((past, a, b) =>
        {
            MagnitudeMemory m = Of(past), scaled = Of([.. past.Select(d => 1024 * d)]);
            (double near, double far) = (Magnitude.Of(in m, Math.Min(a, b), in Hourly), Magnitude.Of(in m, -Math.Max(a, b), in Hourly));

            Assert.True(near <= far);
            Assert.InRange(near, 1 - Magnitude.Share, 1 + Magnitude.Share);
            Assert.InRange(far, 1 - Magnitude.Share, 1 + Magnitude.Share);
            Assert.Equal(far, Magnitude.Of(in scaled, 1024 * Math.Max(a, b), in Hourly), 1e-12);
        });

    [Fact]
    public void A_distance_is_small_where_larger_ones_were()
    {
        double[] quiet = [.. Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? 1.0 : -1)];
        double[] wild = [.. quiet];
        wild[100] = wild[300] = 60;
        MagnitudeMemory a = Of(quiet), b = Of(wild);

        Assert.True(Magnitude.Of(in a, 12, in Hourly) > 1);
        Assert.True(Magnitude.Of(in b, 12, in Hourly) < 1);
    }

    [Fact]
    public void Nothing_is_said_before_there_are_distances()
    {
        MagnitudeMemory few = Of([1, 2, 3]), none = Of(new double[20]);

        Assert.Equal(1, Magnitude.Of(in few, 100, in Hourly));
        Assert.Equal(1, Magnitude.Of(in none, 100, in Hourly));
    }

    private static MagnitudeMemory Of(IEnumerable<double> distances)
    {
        MagnitudeMemory m = default;
        foreach (double distance in distances)
        {
            Magnitude.Learn(ref m, distance);
        }

        return m;
    }
}
