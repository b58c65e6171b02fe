using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class StreamDetectorKindTests
{
    private const int At = 2400;

    [Theory]
    [InlineData(AnomalyShape.Spike)]
    [InlineData(AnomalyShape.Dip)]
    [InlineData(AnomalyShape.FlatLine)]
    public void A_plain_fault_is_named_and_told_once(AnomalyShape kind)
    {
        double[] values = Series.Noise(3000, 11);
        for (int i = At; i < At + (kind == AnomalyShape.FlatLine ? 300 : 1); i++)
        {
            values[i] = kind switch { AnomalyShape.Spike => 180, AnomalyShape.Dip => 20, _ => values[At] };
        }

        (int Row, Verdict Verdict)[] alerts = [.. Series.Alerts(values, TimeSpan.FromMinutes(5)).Where(a => a.Row >= At && a.Row < At + 300)];

        Assert.InRange(alerts.Length, 1, 2);
        Assert.Equal(kind, alerts[0].Verdict.Shape);
    }

    [Theory]
    [InlineData(AnomalyShape.LevelShift, 11)]
    [InlineData(AnomalyShape.TrendChange, 13)]
    [InlineData(AnomalyShape.VarianceChange, 11)]
    public void A_fault_that_no_single_value_shows_is_named_for_what_it_is(AnomalyShape kind, int seed)
    {
        double[] noise = Series.Noise(3000, 12, 0, 1), values = Series.Noise(3000, seed);
        for (int i = At; i < values.Length; i++)
        {
            values[i] += kind switch { AnomalyShape.LevelShift => 10, AnomalyShape.TrendChange => 0.1 * (i - At), _ => 14 * noise[i] };
        }

        Assert.Contains(Judged(values), v => v.Shape == kind);
    }

    [Theory]
    [InlineData(AnomalyShape.LevelShift, 5)]
    [InlineData(AnomalyShape.LevelShift, 60)]
    [InlineData(AnomalyShape.LevelShift, 1440)]
    [InlineData(AnomalyShape.VarianceChange, 5)]
    [InlineData(AnomalyShape.VarianceChange, 60)]
    [InlineData(AnomalyShape.VarianceChange, 1440)]
    [InlineData(AnomalyShape.FlatLine, 60)]
    [InlineData(AnomalyShape.FlatLine, 1440)]
    public void What_the_first_point_of_an_event_cannot_tell_the_next_ones_do(AnomalyShape kind, int stepMinutes)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            double[] noise = Series.Noise(500, seed + 50, 0, 1), values = Series.Noise(500, seed);
            for (int i = 400; i < values.Length; i++)
            {
                values[i] = kind switch { AnomalyShape.LevelShift => values[i] + 60, AnomalyShape.VarianceChange => values[i] + 50 * noise[i], _ => values[400] };
            }

            AnomalyShape[] shapes = [.. Judged(values, stepMinutes, 400).Take(kind == AnomalyShape.LevelShift ? 6 : 40).Select(v => v.Shape).Where(s => s != AnomalyShape.None)];

            Assert.True(kind == shapes.GroupBy(s => s).MaxBy(g => g.Count())?.Key, $"seed {seed}: {string.Join(' ', shapes)}");
        }
    }

    private static IEnumerable<Verdict> Judged(double[] values, int stepMinutes = 5, int from = At)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        return Series.Of(values, TimeSpan.FromMinutes(stepMinutes)).Select(detector.Judge).ToArray().Skip(from);
    }
}
