using System.Text;
using CsCheck;
using Observability.Adapters.MlNet;
using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class LearnedFusionTests
{
    [Fact]
    public void The_shipped_model_loads_and_louder_points_score_higher()
    {
        FusionLoad load = LearnedFusion.Load();
        using LearnedFusion fusion = Assert.IsType<LearnedFusion>(load.Fusion);
        float[] quiet = [.. Enumerable.Repeat(0.1f, FusionFeatures.Count)];
        float[] loud = [.. Enumerable.Repeat(2f, FusionFeatures.Count)];

        Assert.InRange(fusion.Score(quiet, 0.2), 0, 0.5);
        Assert.InRange(fusion.Score(loud, 0.2), fusion.Score(quiet, 0.2), 1);
    }

    [Fact]
    public void The_row_has_as_many_numbers_as_the_detector_gives() => Assert.Equal(FusionRow.FeatureCount, FusionFeatures.Count);

    [Fact]
    public void Trees_rank_scores_and_carry_none_over_the_bar() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[-30, 30], Gen.Double[0, 1]).Sample((unlearned, tree, share) =>
        {
            double mixed = LearnedFusion.Mixed((float)tree, 0, share, unlearned);
            Assert.InRange(mixed, 0, 1);
            Assert.Equal(unlearned >= 0.5, mixed >= 0.5);
            Assert.True(LearnedFusion.Mixed((float)tree + 1, 0, share, unlearned) >= mixed);
            Assert.Equal(unlearned, LearnedFusion.Mixed((float)tree, 0, 0, unlearned), 12);
        });

    [Fact]
    public void With_the_shipped_model_a_spike_alerts_where_it_is()
    {
        using LearnedFusion fusion = LearnedFusion.Load().Fusion!;
        double[] values = Series.Noise(1000, 7);
        values[900] += 60;

        Assert.Contains(Series.Alerts(values, TimeSpan.FromHours(1), fusion), a => a.Row == 900);
    }

    [Fact]
    public void A_broken_model_is_a_reason_and_no_exception()
    {
        using MemoryStream rubbish = new(Encoding.UTF8.GetBytes("no model"));
        using MemoryStream report = new(Encoding.UTF8.GetBytes("{}"));

        Assert.NotNull(LearnedFusion.Load(rubbish, report).Reason);
    }

    [Fact]
    public void Training_twice_gives_the_same_answers_and_keeps_names_and_provenance()
    {
        using MemoryStream first = new();
        using MemoryStream second = new();
        FusionReport a = TrainFusion.Run([], "none", 8, 10, new DateOnly(2025, 1, 1), first);
        FusionReport b = TrainFusion.Run([], "none", 8, 10, new DateOnly(2025, 1, 1), second);

        Assert.Equal(a.Bar, b.Bar);
        Assert.Equal(FusionFeatures.Names, a.Features);
        Assert.Equal(a.Share, b.Share);
        Assert.Equal(["estate", "family", "made up", "operational"], a.Corpora.Select(c => c.Name));
        Assert.Equal(4, a.LeftOut.Count(l => l.Share == 0));
    }

    [Fact]
    public void The_shipped_share_is_the_largest_that_lost_on_no_corpus_its_model_had_not_seen()
    {
        using Stream stream = typeof(LearnedFusion).Assembly.GetManifestResourceStream("Observability.Adapters.MlNet.fusion.json")!;
        FusionReport report = FusionReport.Read(stream)!;

        double[] bearable = [.. report.LeftOut.GroupBy(l => l.Share).Where(g => g.All(mixed => mixed.Precision >= report.LeftOut.First(l => l.Share == 0 && l.Name == mixed.Name).Precision - 0.005)).Select(g => g.Key)];
        Assert.Equal(bearable.Max(), report.Share);
        Assert.InRange(report.Share, 0.01, 1);
        Assert.All(report.Corpora, corpus => Assert.True(corpus.Precision >= corpus.UnlearnedPrecision - 0.005, corpus.Name));
    }
}
