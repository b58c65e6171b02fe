using CsCheck;
using Observability.Adapters.MlNet;
using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Unit.Detection;

public sealed class NoveltyTests
{
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_stretch_seen_before_is_near_and_a_new_one_is_far()
    {
        RecurrenceMemory memory = default;
        double known = 0, last = 0;
        for (int i = 0; i < 400; i++)
        {
            known = Math.Max(i < 200 ? 0 : known, last = Recurrence.Step(ref memory, i % 20 < 10 ? 1 : -1));
        }

        for (int i = 0; i < 6; i++)
        {
            last = Recurrence.Step(ref memory, 3);
        }

        Assert.InRange(known, 0, 0.5);
        Assert.True(last > 2);
    }

    [Fact]
    public void The_distance_is_the_least_over_all_lags_reckoned_one_by_one() =>
        Gen.Float[-4, 4].Array[30, 600].Sample(
            values =>
            {
                RecurrenceMemory memory = default;
                float[] distances = new float[RecurrenceMemory.Lags + 1];
                for (int i = 0; i < values.Length; i++)
                {
                    for (int lag = 1; lag < distances.Length; lag++)
                    {
                        float difference = values[i] - (lag <= i ? values[i - lag] : 0);
                        distances[lag] = (1 - 1 / 12f) * distances[lag] + difference * difference;
                    }

                    int last = Math.Min(i - 30, RecurrenceMemory.Lags);
                    Assert.Equal(last < 12 ? -1 : Math.Sqrt(distances[12..(last + 1)].Min()), Recurrence.Step(ref memory, values[i]));
                }
            },
            iter: 30);

    [Fact]
    public void A_level_that_never_came_at_this_hour_surprises_more_than_one_that_always_does()
    {
        SymbolMemory memory = default;
        long hour = TimeSpan.TicksPerHour;
        for (int i = 0; i < 24 * 20; i++)
        {
            Symbols.Step(ref memory, i % 24 < 12 ? 1 : -1, i * hour, slowness: 1);
        }

        double usual = Symbols.Step(ref memory, 1, 24 * 20 * hour, slowness: 1).Hour;

        Assert.True(Symbols.Step(ref memory, -1, (24 * 20 + 1) * hour, slowness: 1).Hour > usual + 1);
    }

    [Fact]
    public void Resets_of_a_counter_are_no_news_and_its_growth_is_judged()
    {
        double[] growth = Series.Noise(3000, 4, 10, 2);
        double total = 0;
        double[] counter = [.. growth.Select((g, i) => total = i % 400 == 399 ? 0 : total + (i == 2500 ? 200 : g))];

        (int Row, Verdict Verdict)[] alerts = Series.Alerts(counter, Minutes);

        Assert.Contains(alerts, a => a.Row == 2500);
        Assert.DoesNotContain(alerts, a => a.Row > 400 && a.Row % 400 == 399);
    }

    [Fact]
    public void The_family_is_the_same_for_the_same_seed_and_has_every_cadence()
    {
        LabelledSeries[] all = [.. Enumerable.Range(0, 80).Select(FamilySeries.Make)];

        Assert.Equal(all[7].Points, FamilySeries.Make(7).Points);
        Assert.Equal(4, all.Select(s => s.Points[1].Time - s.Points[0].Time).Distinct().Count(step => step == TimeSpan.FromMinutes(1) || step == Minutes || step == TimeSpan.FromHours(1) || step == TimeSpan.FromDays(1)));
        Assert.All(all, s => Assert.All(s.Events, e => Assert.InRange(e.Last, e.First, s.Points.Count - 1)));
    }

    [Fact]
    public void A_point_is_explained_with_what_was_expected_and_what_was_like_it_before()
    {
        double[] values = Series.Noise(1500, 6);
        values[900] += 80;
        values[1400] += 80;
        Point[] points = Series.Of(values, Minutes);
        SeriesRow[] rows = [.. points.Select(p => new SeriesRow("", "", p, null))];

        PointExplained explained = ExplainPoint.Run(rows, points[1400].Time, DetectionOptions.Default, 5).Point!;

        Assert.Equal(AnomalyShape.Spike, explained.Verdict.Shape);
        Assert.Contains("expected", explained.Because);
        Assert.Contains(explained.Earlier, e => e.Point == points[900]);
        Assert.Null(ExplainPoint.Run(rows, points[0].Time.AddDays(-1), DetectionOptions.Default, 5).Point);
    }

    [Fact]
    public void After_one_outlier_the_next_as_large_is_told_too_and_the_band_stays()
    {
        double[] values = Series.Daily(40, 8);
        values[24 * 20 + 5] *= 20;
        values[24 * 30 + 5] *= 20;
        Verdict[] verdicts = [.. JudgeAll(values)];

        Assert.True(verdicts[24 * 20 + 5].Alert);
        Assert.True(verdicts[24 * 30 + 5].Alert);
        Assert.InRange(verdicts[24 * 20 + 6].Expected!.Value, 100, 200);
        Assert.InRange(verdicts[24 * 21 + 5].Upper!.Value, 120, 350);
    }

    private static IEnumerable<Verdict> JudgeAll(double[] values)
    {
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        return Series.Of(values, TimeSpan.FromHours(1)).Select(detector.Judge);
    }
}
