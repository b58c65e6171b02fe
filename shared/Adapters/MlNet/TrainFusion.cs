using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Observability.Core.Detection;
using Observability.Core.Primitives;
using Fitted = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.FastTree.FastTreeBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace Observability.Adapters.MlNet;

/// <summary>Trains the learned stage from labelled series and made-up ones.</summary>
/// <remarks>
/// Each corpus is first judged by a model of the others; the largest share that loses nothing there is shipped. Then four folds over series (all variants of one in the
/// same) give every point a score from a model that has not seen its series, and with it the bar. The shipped model is then trained on everything. The same input gives the same model: one thread, fixed seeds.
/// </remarks>
public static class TrainFusion
{
    private const int Folds = 4;
    private const int Trees = 60;
    private const int Leaves = 4;

    /// <summary>Shares tried, unlearned first.</summary>
    private static readonly double[] Shares = [0, 0.02, 0.05, 0.1, 0.2, 0.3];

    /// <summary>How much F1 a left-out corpus may lose against the unlearned score.</summary>
    private const double Bearable = 0.003;

    /// <summary>Trains from the labelled series of a folder and made-up ones; writes <c>fusion.zip</c> and <c>fusion.json</c>.</summary>
    /// <param name="webkpiFolder">As <see cref="LabelledFolder"/> reads it.</param>
    /// <param name="today">Goes into the report.</param>
    /// <returns>The report; null and the problems, with nothing written, where a label or series could not be read.</returns>
    public static FusionTrained Run(string webkpiFolder, string outFolder, DateOnly today, int madeUp = 150, int operational = 250)
    {
        LabelledRead labelled = LabelledFolder.Read(webkpiFolder);
        if (labelled.Problems.Count > 0)
        {
            return new(null, labelled.Problems);
        }

        using MemoryStream model = new();
        FusionReport report = Run(labelled.Items, "webkpi (AIOps-2018 KPI, MIT); made-up series", madeUp, operational, today, model);
        Directory.CreateDirectory(outFolder);
        File.WriteAllBytes(Path.Combine(outFolder, "fusion.zip"), model.ToArray());
        File.WriteAllText(Path.Combine(outFolder, "fusion.json"), report.Write());
        return new(report, []);
    }

    /// <param name="labelled">Real series with labels.</param>
    /// <param name="madeUp">How many made-up series to add, and how many operational ones.</param>
    /// <param name="model">Receives the model.</param>
    internal static FusionReport Run(IReadOnlyList<LabelledSeries> labelled, string source, int madeUp, int operational, DateOnly today, Stream model)
    {
        List<RecordedSeries> series = [.. labelled.SelectMany(Resampling.Variants).Select(s => FusionCorpus.Record("labelled", s))];
        series.AddRange(Enumerable.Range(0, madeUp).Select(seed => FusionCorpus.Record("made up", SyntheticSeries.Make(1000 + seed))));
        series.AddRange(Enumerable.Range(0, operational).Select(seed => FusionCorpus.Record("operational", OperationalSeries.Draw(1000 + seed))));
        Balance(series);
        List<LeftOutReport> leftOut = LeaveOneOut(series);
        double share = Shares.Last(s => leftOut.Where(l => l.Share == s).All(l => l.F1 >= leftOut.First(u => u.Share == 0 && u.Name == l.Name).F1 - Bearable));
        List<(RecordedSeries Series, float[] Scores)> unseen = [];
        string[] names = [.. series.Select(s => s.Name).Distinct()];
        Dictionary<string, int> foldOf = names.Select((n, i) => (n, i)).ToDictionary(x => x.n, x => x.i % Folds, StringComparer.Ordinal);
        for (int fold = 0; fold < Folds; fold++)
        {
            MLContext context = new(seed: 1);
            Fitted trained = Fit(context, [.. series.Where(s => foldOf[s.Name] != fold)]);
            unseen.AddRange(series.Where(s => foldOf[s.Name] == fold).Select(s => (s, Scores(context, trained, s))));
        }

        float bar = Bar(unseen);
        MLContext all = new(seed: 1);
        IDataView schema = all.Data.LoadFromEnumerable(series[0].Rows);
        all.Model.Save(Fit(all, series), schema.Schema, model);
        return new(FusionFeatures.Names, bar, share, today, source, "obs train", Trees, Leaves,
            [.. unseen.GroupBy(u => u.Series.Corpus).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Report(g.Key, [.. g], bar, share))], leftOut);
    }

    /// <summary>All corpora weigh the same in sum.</summary>
    private static void Balance(List<RecordedSeries> series)
    {
        foreach (IGrouping<string, RecordedSeries> corpus in series.GroupBy(s => s.Corpus))
        {
            float sum = corpus.Sum(s => s.Rows.Sum(r => r.Weight));
            foreach (FusionRow row in corpus.SelectMany(s => s.Rows))
            {
                row.Weight *= 100_000 / sum;
            }
        }
    }

    /// <summary>Each corpus judged at 0.5 by a model, and a bar, that knew the others only.</summary>
    private static List<LeftOutReport> LeaveOneOut(List<RecordedSeries> series)
    {
        List<LeftOutReport> reports = [];
        foreach (string corpus in series.Select(s => s.Corpus).Distinct().Order(StringComparer.Ordinal))
        {
            RecordedSeries[] others = [.. series.Where(s => s.Corpus != corpus)];
            MLContext context = new(seed: 1);
            Fitted? trained = others.Length > 0 ? Fit(context, others) : null;
            float bar = trained is null ? 0 : Bar([.. others.Select(s => (s, Scores(context, trained, s)))]);
            (RecordedSeries Series, float[] Trees)[] judged = [.. series.Where(s => s.Corpus == corpus).Select(s => (s, trained is null ? [] : Scores(context, trained, s)))];
            foreach (double share in trained is null ? [0] : Shares)
            {
                EventCount count = EventCount.At(0.5f, judged.Select(j => (j.Series, Mixed(j.Series, j.Trees, bar, share))));
                reports.Add(new(corpus, share, Math.Round(count.Recall, 3), Math.Round(count.F1, 3), Math.Round(count.FalsePerWeek, 3)));
            }
        }

        return reports;
    }

    private static float[] Mixed(RecordedSeries series, float[] trees, float bar, double share) =>
        [.. series.Rows.Select((row, i) => share == 0 ? row.Unlearned : (float)LearnedFusion.Mixed(trees[i], bar, share, row.Unlearned))];

    private static Fitted Fit(MLContext context, IEnumerable<RecordedSeries> series)
    {
        IDataView rows = context.Data.LoadFromEnumerable(series.SelectMany(s => s.Rows));
        FastTreeBinaryTrainer trainer = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = nameof(FusionRow.Label),
            FeatureColumnName = nameof(FusionRow.Features),
            ExampleWeightColumnName = nameof(FusionRow.Weight),
            NumberOfTrees = Trees,
            NumberOfLeaves = Leaves,
            MinimumExampleCountPerLeaf = 200,
            LearningRate = 0.1,
            FeatureFraction = 0.7,
            NumberOfThreads = 1,
            Seed = 1,
            FeatureSelectionSeed = 1,
        });
        return trainer.Fit(rows);
    }

    private static float[] Scores(MLContext context, Fitted model, RecordedSeries series) =>
        [.. context.Data.CreateEnumerable<FusionAnswer>(model.Transform(context.Data.LoadFromEnumerable(series.Rows)), reuseRowObject: false).Select(a => a.Score)];

    /// <summary>The tree score that points of no event reach as often as their unlearned score reaches 0.5, all corpora weighing the same: so that the model moves which points alert, not how many.</summary>
    private static float Bar(List<(RecordedSeries Series, float[] Scores)> judged)
    {
        double allowed = 0;
        List<(float Score, double Weight)> quiet = [];
        foreach (IGrouping<string, (RecordedSeries Series, float[] Scores)> corpus in judged.GroupBy(j => j.Series.Corpus))
        {
            (float Score, bool Alerts)[] rows = [.. corpus.SelectMany(j => j.Series.Rows.Zip(j.Scores)).Where(r => !r.First.Label).Select(r => (r.Second, r.First.Unlearned >= 0.5f))];
            allowed += (double)rows.Count(r => r.Alerts) / Math.Max(rows.Length, 1);
            quiet.AddRange(rows.Select(r => (r.Score, 1.0 / rows.Length)));
        }

        foreach ((float score, double weight) in quiet.OrderByDescending(q => q.Score))
        {
            allowed -= weight;
            if (allowed <= 0)
            {
                return score;
            }
        }

        return 0;
    }

    private static CorpusReport Report(string name, IReadOnlyList<(RecordedSeries Series, float[] Scores)> judged, float bar, double share)
    {
        EventCount count = EventCount.At(0.5f, judged.Select(j => (j.Series, Mixed(j.Series, j.Scores, bar, share))));
        return new(name, judged.Count, Math.Round(count.Weeks, 1), count.Events, judged.Sum(j => j.Scores.Length), Math.Round(count.Recall, 3), Math.Round(count.F1, 3),
            Math.Round(count.FalsePerWeek, 3));
    }
}

/// <summary>What training gave: a report, or the problems that stood against it.</summary>
public sealed record FusionTrained(FusionReport? Report, IReadOnlyList<BadInput> Problems);
