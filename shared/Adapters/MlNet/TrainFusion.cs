using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Observability.Core.Detection;
using Fitted = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.FastTree.FastTreeBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace Observability.Adapters.MlNet;

/// <summary>Trains the learned stage from labelled series and made-up ones.</summary>
/// <remarks>
/// Four folds over series (all variants of one in the same) give every point a score from a model that has not seen its series; the bar is the lowest score at which both corpora stay within their false alerts
/// and their mean F1 is best. The shipped model is then trained on everything. The same input gives the same model: one thread, fixed seeds.
/// </remarks>
internal static class TrainFusion
{
    private const int Folds = 4;
    private const int Trees = 60;
    private const int Leaves = 4;

    /// <param name="labelled">Real series with labels.</param>
    /// <param name="madeUp">How many made-up series to add.</param>
    /// <param name="model">Receives the model.</param>
    public static FusionReport Run(IReadOnlyList<LabelledSeries> labelled, string source, int madeUp, DateOnly today, Stream model)
    {
        List<RecordedSeries> series = [.. labelled.SelectMany(Resampling.Variants).Select(s => FusionCorpus.Record("labelled", s))];
        series.AddRange(Enumerable.Range(0, madeUp).Select(seed => FusionCorpus.Record("made up", SyntheticSeries.Make(1000 + seed))));
        Balance(series);
        List<(RecordedSeries Series, float[] Scores)> unseen = [];
        string[] names = [.. series.Select(s => s.Name).Distinct()];
        for (int fold = 0; fold < Folds; fold++)
        {
            MLContext context = new(seed: 1);
            Fitted trained = Fit(context, [.. series.Where(s => Array.IndexOf(names, s.Name) % Folds != fold)]);
            unseen.AddRange(series.Where(s => Array.IndexOf(names, s.Name) % Folds == fold).Select(s => (s, Scores(context, trained, s))));
        }

        float bar = Bar(unseen);
        MLContext all = new(seed: 1);
        IDataView schema = all.Data.LoadFromEnumerable(series[0].Rows);
        all.Model.Save(Fit(all, series), schema.Schema, model);
        return new(FusionFeatures.Names, bar, today, source, "obs train", Trees, Leaves,
            [.. unseen.GroupBy(u => u.Series.Corpus).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Report(g.Key, [.. g], bar))]);
    }

    /// <summary>Both corpora weigh the same in sum.</summary>
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

    private static Fitted Fit(MLContext context, IReadOnlyList<RecordedSeries> series)
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

    /// <summary>Best mean F1 of events over the corpora, where made-up series stay within 0.25 false alerts a series-week.</summary>
    private static float Bar(List<(RecordedSeries Series, float[] Scores)> unseen)
    {
        float[] sorted = [.. unseen.SelectMany(u => u.Scores).Order()];
        IEnumerable<float> tried = Enumerable.Range(1, 120).Select(i => sorted[^Math.Min(sorted.Length, 1 + (int)(sorted.Length * Math.Pow(0.94, i) / 2))]);
        List<(RecordedSeries Series, float[] Scores)>[] corpora = [.. unseen.GroupBy(u => u.Series.Corpus).Select(g => g.ToList())];
        return tried.Where(bar => EventCount.At(bar, unseen.Where(u => u.Series.Corpus == "made up")).FalsePerWeek <= 0.25)
            .MaxBy(bar => corpora.Average(c => EventCount.At(bar, c).F1));
    }

    private static CorpusReport Report(string name, IReadOnlyList<(RecordedSeries Series, float[] Scores)> judged, float bar)
    {
        EventCount count = EventCount.At(bar, judged);
        return new(name, judged.Count, Math.Round(count.Weeks, 1), count.Events, judged.Sum(j => j.Scores.Length), Math.Round(count.Recall, 3), Math.Round(count.F1, 3),
            Math.Round(count.FalsePerWeek, 3));
    }
}
