using System.Runtime.Intrinsics;
using CsCheck;
using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class LogarithmTests
{
    [Fact]
    public void It_is_the_logarithm_to_ten_decimals() =>
        Gen.Select(Gen.Double[1, 2], Gen.Int[-1000, 1000]).Sample((mantissa, power) =>
        {
            double x = Math.ScaleB(mantissa, power);
            Assert.Equal(Math.Log2(x), Logarithm.Base2(x), 1e-10);
            Assert.Equal(Math.Log10(x), Logarithm.Base10(x), 1e-10);
            Assert.Equal(Math.Log(x), Logarithm.Natural(x), 1e-10);
        });

    [Fact]
    public void Four_at_once_are_the_same_to_the_bit_as_each_alone() =>
        Gen.Double[1e-300, 1e300].Array[4].Sample(x =>
        {
            Vector256<double> four = Logarithm.Base2(Vector256.Create(x));
            Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(Logarithm.Base2(x[i]), four[i]));
        });

    [Fact]
    public void It_grows_across_powers_of_two() =>
        Gen.Int[-50, 50].Sample(power =>
            Assert.True(Logarithm.Base2(Math.BitDecrement(Math.ScaleB(1, power)) * (1 - 1e-9)) < Logarithm.Base2(Math.ScaleB(1, power) * (1 + 1e-9))));
}
