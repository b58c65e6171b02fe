using Observability.Adapters.MlNet;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Unit.Detection;

/// <summary>What users said of incidents as a corpus: what it leaves out, what it weighs, how it is reported.</summary>
public sealed class FeedbackCorpusTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("feedback-").FullName;

    [Fact]
    public void Rows_of_which_nobody_spoke_are_left_out_of_what_is_learned()
    {
        double[] values = Series.Noise(1500, 6);
        foreach (int at in new[] { 700, 900, 1100 })
        {
            values[at] += 60;
        }

        RecordedSeries all = FusionCorpus.Record("feedback", new("s", Series.Of(values, Hour), [(900, 900)]));
        RecordedSeries some = FusionCorpus.Record("feedback", new("s", Series.Of(values, Hour), [(900, 900)]), [(0, 650), (1100, 1105)]);

        Assert.Contains(1100, all.Order);
        Assert.Equal(all.Order.Where(row => row is > 650 and not (>= 1100 and <= 1105)), some.Order);
        Assert.Equal([900], some.Order.Where((_, i) => some.Rows[i].Label));
        Assert.Contains(700, some.Order.Where((_, i) => !some.Rows[i].Label));
    }

    [Theory]
    [InlineData(1, 0.02)]
    [InlineData(25, 0.5)]
    [InlineData(50, 1)]
    [InlineData(400, 1)]
    public void Feedback_weighs_as_much_as_another_corpus_from_fifty_judged_incidents_on(int incidents, double weight)
    {
        JudgedSeries[] judged = [.. Enumerable.Range(0, incidents).Select(i => Judged(i, useful: i % 2 == 0))];

        Assert.Equal(weight, TrainFusion.WeightOfFeedback(judged), 9);
        Assert.Equal(weight, TrainFusion.WeightOfFeedback([.. judged, .. judged]), 9); // one incident of two series is one
    }

    [Fact]
    public void Feedback_is_reported_like_other_corpora_and_named_as_a_source()
    {
        FusionTrained trained = TrainFusion.Run(null, _folder, [], new DateOnly(2025, 1, 1), [Judged(1, useful: true), Judged(2, useful: false)], madeUp: 6);

        FusionReport report = trained.Report!;
        Assert.Equal("feedback on 2 incidents; made-up series", report.Source);
        Assert.Equal((2, 1), (report.Corpora.Single(c => c.Name == "feedback").Series, report.Corpora.Single(c => c.Name == "feedback").Events));
        Assert.Contains(report.LeftOut, l => l is { Name: "feedback", Share: 0.9 });
        Assert.Null(LearnedFusion.Load(_folder).Reason);
        Assert.DoesNotContain("job-1", File.ReadAllText(Path.Combine(_folder, "fusion.json")), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A month of hours with a spike of which people said something.
    private static JudgedSeries Judged(int seed, bool useful)
    {
        double[] values = Series.Noise(900, seed);
        values[800] += 60;
        string[] id = [$"202501-{seed:000000000000}"];
        return new(Subject.Job("air", $"job-{seed}"), Measures.Duration, Series.Of(values, Hour), useful ? [(800, 800)] : [], [], useful ? id : [], useful ? [] : id);
    }
}
