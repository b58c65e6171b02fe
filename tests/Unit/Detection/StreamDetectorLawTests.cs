using CsCheck;
using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Unit.Detection;

public sealed class StreamDetectorLawTests
{
    private static readonly Gen<double[]> Values = Gen.OneOf(
        Gen.Double[-100, 100].Array[20, 300],
        Gen.Int[0, 3].Select(x => (double)x).Array[20, 300],
        OneOf(0.0, 1.0, -1e308, 1e308, 5e-324, 7.25).Array[20, 200]);

    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly Gen<TimeSpan> Steps = Gen.Int[0, 2].Select(i => i == 0 ? Minutes : i == 1 ? Hour : Day);

    [Fact]
    public void A_prefix_is_judged_as_it_is_within_the_whole() =>
        Gen.Select(Values, Gen.Int[1, 19], Steps).Sample((values, length, step) =>
            Assert.Equal(Judge(values, step: step).Take(length), Judge(values[..length], step: step)));

    [Fact]
    public void Stored_and_resumed_anywhere_it_continues_bit_for_bit() =>
        Gen.Select(Values, Gen.Int[1, 19], Steps).Sample((values, at, step) =>
        {
            StreamDetector first = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
            Point[] points = Series.Of(values, step);
            List<Verdict> verdicts = [.. points[..at].Select(first.Judge)];
            DetectorState state = Assert.IsType<DetectorState>(DetectorState.FromBytes(first.Save().ToBytes()).State);
            StreamDetector second = StreamDetector.Resume(state, DetectionOptions.Default);
            verdicts.AddRange(points[at..].Select(second.Judge));
            Assert.Equal(Judge(values, step: step), verdicts);
        });

    [Fact]
    public void One_step_at_a_time_is_the_same_as_a_run() =>
        Values.Sample(
            values =>
            {
                DetectorState state = DetectorState.Empty;
                List<Verdict> verdicts = [];
                foreach (Point point in Series.Of(values, TimeSpan.FromHours(1)))
                {
                    (state, Verdict verdict) = StreamDetector.Step(state, point, DetectionOptions.Default);
                    verdicts.Add(verdict);
                }

                Assert.Equal(Judge(values, step: TimeSpan.FromHours(1)), verdicts);
            },
            iter: 20);

    [Fact]
    public void Scores_do_not_depend_on_the_unit() =>
        Gen.Select(Gen.Double[0, 100].Array[30, 200], OneOf(0.25, 8.0, 1024.0), Steps).Sample((values, scale, step) =>
        {
            double[] rounded = [.. values.Select(v => Math.Round(v * 1024) / 1024)]; // so that scaling loses no bit
            foreach ((Verdict a, Verdict b) in Judge(rounded, step: step).Zip(Judge([.. rounded.Select(v => v * scale)], step: step)))
            {
                Assert.Equal(a.Score, b.Score, 1e-3);
            }
        });

    // Slower series have a least spread in proportion to their level, so that their offset matters.
    [Fact]
    public void Scores_of_minutes_do_not_depend_on_the_offset_of_a_series_that_crosses_zero() =>
        Gen.Select(Gen.Int[0, 100000], OneOf(-16.0, 4.0, 32.0)).Sample((seed, shift) =>
        {
            double[] values = Series.Noise(120, seed, 0, 60); // no ties: a rounding would tell the sides of an exact hit apart
            double[] rounded = [.. values.Select((v, i) => Math.Round((i % 5 < 2 ? -Math.Abs(v) - 33 : v) * 1024) / 1024)]; // below zero with any shift here
            foreach ((Verdict a, Verdict b) in Judge(rounded, step: Minutes).Zip(Judge([.. rounded.Select(v => v + shift)], step: Minutes)))
            {
                Assert.Equal(a.Score, b.Score, 1e-3);
            }
        });

    [Fact]
    public void The_more_sensitive_has_alerted_as_often_up_to_any_point() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((seed, a, b) =>
        {
            Random random = new(seed);
            double[] values = Series.Noise(400, seed, spread: 10);
            for (int i = 0; i < 12; i++) // spikes of all sizes, some in a row
            {
                int at = 30 + random.Next(360);
                values[at] += 100 * random.NextDouble() * random.NextDouble();
                values[at + 1] += 150 * random.NextDouble() * random.Next(2);
            }

            Verdict[] less = Judge(values, Math.Min(a, b));
            Verdict[] more = Judge(values, Math.Max(a, b));
            int lead = 0;
            for (int i = 0; i < values.Length; i++)
            {
                lead += (more[i].Alert ? 1 : 0) - (less[i].Alert ? 1 : 0);
                Assert.Equal(less[i].Score, more[i].Score);
                Assert.True(lead >= 0, $"{lead} at {i}");
                Assert.True(!more[i].Alert || more[i].Score >= 1 - Math.Max(a, b));
                Assert.True(less[i].Kind != VerdictKind.Anomalous || more[i].Kind == VerdictKind.Anomalous);
            }
        });

    [Fact]
    public void State_stays_within_16_KB()
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        foreach (Point point in Series.Of(Series.Noise(3000, 1), TimeSpan.FromMinutes(1)))
        {
            detector.Judge(point);
        }

        Assert.InRange(detector.Save().ToBytes().Length, 1, DetectorState.MaximumBytes);
    }

    [Fact]
    public void A_state_of_another_version_or_length_says_that_it_must_be_rebuilt()
    {
        Assert.Contains("rebuild", DetectorState.FromBytes([99, 1, 2]).RebuildReason);
        Assert.Contains("rebuild", DetectorState.FromBytes([DetectorState.Version, 1, 2]).RebuildReason);
        Assert.Contains("rebuild", DetectorState.FromBytes([]).RebuildReason);
    }

    private static Gen<double> OneOf(params double[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Verdict[] Judge(double[] values, double sensitivity = 0.5, TimeSpan? step = null)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, new DetectionOptions { Sensitivity = sensitivity });
        return [.. Series.Of(values, step ?? TimeSpan.FromMinutes(5)).Select(detector.Judge)];
    }
}
