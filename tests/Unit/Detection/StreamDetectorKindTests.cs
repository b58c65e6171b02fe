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

    private static IEnumerable<Verdict> Judged(double[] values)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        return Series.Of(values, TimeSpan.FromMinutes(5)).Select(detector.Judge).ToArray().Skip(At);
    }
}
