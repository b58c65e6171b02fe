using CsCheck;
using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class TailSketchTests
{
    private const double Prior = 4;

    /// <summary>From far below the lowest bin to far above the highest, either sign.</summary>
    private static readonly Gen<double> Statistic = Gen.Select(Gen.Double[-8, 22], Gen.Bool).Select((power, above) => Math.Pow(2, power) * (above ? 1 : -1));

    [Fact]
    public void Many_at_once_are_the_same_to_the_bit_as_each_alone() =>
        Gen.Select(Statistic.Array[12], Statistic.Array[0, 200]).Sample((statistics, past) =>
        {
            TailSketch sketch = After(past);
            double[] places = new double[12], tails = new double[12], loudness = new double[12];
            TailSketch.Places(statistics, places);
            TailSketch.Tails(statistics, [.. places.Select(sketch.Above)], [.. places.Select(_ => (double)sketch.Weight)], Prior, tails);
            tails.CopyTo(loudness, 0);
            Loudness.Of(loudness);
            for (int i = 0; i < 12; i++)
            {
                Assert.Equal(TailSketch.Place(Math.Abs(statistics[i])), places[i]);
                Assert.Equal(sketch.Tail(Math.Abs(statistics[i]), Prior), tails[i]);
                Assert.Equal(Loudness.Of(tails[i]), loudness[i]);
            }
        });

    [Fact]
    public void What_is_farther_is_never_less_rare_and_what_was_never_looked_at_is_not_rare() =>
        Gen.Select(Statistic, Statistic, Statistic.Array[0, 200]).Sample((a, b, past) =>
        {
            TailSketch sketch = After(past);
            double near = Math.Min(Math.Abs(a), Math.Abs(b)), far = Math.Max(Math.Abs(a), Math.Abs(b));
            Assert.True(sketch.Tail(far, Prior) <= sketch.Tail(near, Prior) * (1 + 1e-6));
            double[] tails = new double[4];
            TailSketch.Tails([near, near, far, far], [double.PositiveInfinity, 0, double.PositiveInfinity, 0], [sketch.Weight, 0, sketch.Weight, 0], Prior, tails);
            Loudness.Of(tails);
            Assert.Equal([0.0, 0.0], [tails[0], tails[2]]);
            Assert.True(tails[1] > 0 && tails[3] >= tails[1]);
        });

    [Fact]
    public void An_observation_reaches_beyond_itself_with_a_fourth_power()
    {
        TailSketch sketch = After([4.0]);

        Assert.Equal([1f, 1f, 1 / 16f, 1 / 256f], [.. new[] { 1.0, 4, 8, 16 }.Select(z => (float)sketch.Above(TailSketch.Place(z)))], Near);
    }

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-6;

    private static TailSketch After(double[] past)
    {
        TailSketch sketch = default;
        foreach (double z in past)
        {
            sketch.Add(Math.Abs(z), 1);
        }

        return sketch;
    }
}
