using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Observability.Core.Detection;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Primitives;
using Fitted = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.FastTree.FastTreeBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace Observability.Adapters.MlNet;

/// <summary>Trains the learned stage from labelled series, from what users said of incidents, and from made-up series.</summary>
/// <remarks>
/// Each corpus is first judged by a model of the others; the largest share that loses nothing there in average precision of events is shipped (F1 at 0.5 cannot change: see <see cref="LearnedFusion"/>). Then four folds over series (all variants of one in the
/// same) give every point a score from a model that has not seen its series, and with it the bar. The shipped model is then trained on everything. The same input gives the same model: one thread, fixed seeds.
/// </remarks>
public static class TrainFusion
{
    /// <summary>Made-up series of each kind that the shipped model was trained with.</summary>
    public const int MadeUp = 150;

    private const int Folds = 4;
    private const int Trees = 100;
    private const int Leaves = 8;

    /// <summary>Shares tried, unlearned first.</summary>
    private static readonly double[] Shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9];

    /// <summary>How much average precision a left-out corpus may lose against the unlearned score; one that weighs less, more in proportion.</summary>
    private const double Bearable = 0.005;

    /// <summary>Trains from the labelled series of a folder, what users said, and made-up series; writes <c>fusion.zip</c> and <c>fusion.json</c>.</summary>
    /// <param name="folder">As <see cref="LabelledFolder"/> reads it; null: none.</param>
    /// <param name="feedback">Series of which users said something; empty: none.</param>
    /// <param name="leaveOut">Corpora that neither the model nor its bar may see: "labelled", "feedback", "made up", "family", "operational", "estate".</param>
    /// <param name="today">Goes into the report.</param>
    /// <param name="madeUp">Series of each made-up corpus but the operational one, which has five for three of them.</param>
    /// <returns>The report; null and the problems, with nothing written, where a label or series could not be read.</returns>
    public static FusionTrained Run(
        string? folder, string outFolder, IReadOnlyCollection<string> leaveOut, DateOnly today, IReadOnlyList<JudgedSeries> feedback, int madeUp = MadeUp)
    {
        LabelledRead labelled = folder is null ? new([], []) : LabelledFolder.Read(folder);
        if (labelled.Problems.Count > 0)
        {
            return new(null, labelled.Problems);
        }

        using MemoryStream model = new();
        string[] sources =
        [
            folder is null ? "" : Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)), FeedbackCorpus.Source(feedback), "made-up series",
            leaveOut.Count > 0 ? $"without {string.Join(", ", leaveOut.Order(StringComparer.Ordinal))}" : "",
        ];
        FusionReport report = Run(labelled.Items, string.Join("; ", sources.Where(s => s.Length > 0)), madeUp, madeUp * 5 / 3, today, model, leaveOut, feedback);
        Directory.CreateDirectory(outFolder);
        File.WriteAllBytes(Path.Combine(outFolder, LearnedFusion.ModelFile), StillZip.Of(model));
        File.WriteAllText(Path.Combine(outFolder, LearnedFusion.ReportFile), report.Write());
        return new(report, []);
    }

    /// <summary>What feedback weighs beside another corpus, 0 to 1.</summary>
    public static double WeightOfFeedback(IReadOnlyList<JudgedSeries> feedback) => FeedbackCorpus.WeightOf(FeedbackCorpus.Incidents(feedback));

    /// <param name="labelled">Real series with labels.</param>
    /// <param name="madeUp">How many made-up series to add, and how many operational ones.</param>
    /// <param name="model">Receives the model.</param>
    internal static FusionReport Run(IReadOnlyList<LabelledSeries> labelled, string source, int madeUp, int operational, DateOnly today, Stream model, IReadOnlyCollection<string>? leaveOut = null, IReadOnlyList<JudgedSeries>? feedback = null)
    {
        List<RecordedSeries> series = [.. labelled.SelectMany(Resampling.Variants).Select(s => FusionCorpus.Record("labelled", s))];
        series.AddRange(Enumerable.Range(0, madeUp).Select(seed => FusionCorpus.Record("made up", SyntheticSeries.Make(1000 + seed))));
        series.AddRange(Enumerable.Range(0, madeUp).Select(seed => FusionCorpus.Record("family", FamilySeries.Make(20_000 + seed))));
        series.AddRange(Enumerable.Range(0, operational).Select(seed => FusionCorpus.Record("operational", OperationalSeries.Draw(1000 + seed))));
        series.AddRange(Enumerable.Range(0, madeUp).Select(seed => FusionCorpus.Record("estate", EstateSeries.Make(20_000 + seed))));
        RecordedSeries[] said = [.. FeedbackCorpus.Record(feedback ?? [])];
        series.AddRange(said.Any(s => s.Rows.Count > 0) ? said : []); // where no point was ever unusual enough for the trees, they can learn nothing
        Balance(series);
        List<LeftOutReport> leftOut = LeaveOneOut(series);
        Dictionary<string, double> weightOf = series.GroupBy(s => s.Corpus).ToDictionary(g => g.Key, g => g.First().CorpusWeight);
        series.RemoveAll(s => leaveOut?.Contains(s.Corpus) == true);
        double share = Shares.Last(s => leftOut.Where(l => l.Share == s).All(l => l.Precision >= leftOut.First(u => u.Share == 0 && u.Name == l.Name).Precision - (Bearable / weightOf[l.Name])));
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

    /// <summary>All corpora weigh the same in sum, but for feedback on a few incidents.</summary>
    private static void Balance(List<RecordedSeries> series)
    {
        foreach (IGrouping<string, RecordedSeries> corpus in series.GroupBy(s => s.Corpus))
        {
            float sum = corpus.Sum(s => s.Rows.Sum(r => r.Weight));
            foreach (FusionRow row in corpus.SelectMany(s => s.Rows))
            {
                row.Weight *= 100_000 * (float)corpus.First().CorpusWeight / sum;
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
                (RecordedSeries Series, float[] Scores)[] mixed = [.. judged.Select(j => (j.Series, Mixed(j.Series, j.Trees, bar, share)))];
                reports.Add(new(corpus, share, Math.Round(EventCount.AveragePrecision(mixed), 3), Math.Round(EventCount.At(0.5f, mixed).F1, 3)));
            }
        }

        return reports;
    }

    private static float[] Mixed(RecordedSeries series, float[] trees, float bar, double share) =>
        [.. series.Rows.Select((row, i) => share == 0 ? row.Unlearned : (float)LearnedFusion.Mixed(trees[i], bar, share, row.Unlearned))];

    private static Fitted Fit(MLContext context, IEnumerable<RecordedSeries> series)
    {
        IDataView rows = context.Data.LoadFromEnumerable(series.SelectMany(Telling));
        FastTreeBinaryTrainer trainer = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = nameof(FusionRow.Label),
            FeatureColumnName = nameof(FusionRow.Features),
            ExampleWeightColumnName = nameof(FusionRow.Weight),
            NumberOfTrees = Trees,
            NumberOfLeaves = Leaves,
            MinimumExampleCountPerLeaf = 40,
            LearningRate = 0.1,
            FeatureFraction = 0.7,
            NumberOfThreads = 1,
            Seed = 1,
            FeatureSelectionSeed = 1,
        });
        return trainer.Fit(rows);
    }

    /// <summary>The row that would tell of each event, and of each stretch without one: only those are ever seen by a person, so only those are learned from.</summary>
    private static IEnumerable<FusionRow> Telling(RecordedSeries series)
    {
        int at = 0;
        while (at < series.Rows.Count)
        {
            FusionRow best = series.Rows[at];
            int first = series.Order[at];
            for (; at < series.Rows.Count && series.Rows[at].Label == best.Label && (best.Label || series.Order[at] - first <= EventCount.QuietRows); at++)
            {
                best = series.Rows[at].Unlearned > best.Unlearned ? series.Rows[at] : best;
            }

            yield return best;
        }
    }

    private static float[] Scores(MLContext context, Fitted model, RecordedSeries series) =>
        [.. context.Data.CreateEnumerable<FusionAnswer>(model.Transform(context.Data.LoadFromEnumerable(series.Rows)), reuseRowObject: false).Select(a => a.Score)];

    /// <summary>The tree score that costs as many false alerts as the unlearned score at 0.5, all corpora weighing as in training: so that the model moves which points alert, not how many.</summary>
    private static float Bar(List<(RecordedSeries Series, float[] Scores)> judged)
    {
        (RecordedSeries Series, float[] Scores)[][] corpora = [.. judged.GroupBy(j => j.Series.Corpus).Select(g => g.ToArray())];
        double allowed = corpora.Sum(c => c[0].Series.CorpusWeight * EventCount.At(0.5f, c.Select(j => (j.Series, Mixed(j.Series, j.Scores, 0, 0)))).FalsePerWeek);
        float low = judged.Min(j => j.Scores.DefaultIfEmpty(0).Min()), high = judged.Max(j => j.Scores.DefaultIfEmpty(0).Max());
        for (int i = 0; i < 30; i++)
        {
            float middle = (low + high) / 2;
            (low, high) = corpora.Sum(c => c[0].Series.CorpusWeight * EventCount.At(middle, c).FalsePerWeek) > allowed ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static CorpusReport Report(string name, IReadOnlyList<(RecordedSeries Series, float[] Scores)> judged, float bar, double share)
    {
        (RecordedSeries Series, float[] Scores)[] mixed = [.. judged.Select(j => (j.Series, Mixed(j.Series, j.Scores, bar, share)))];
        EventCount count = EventCount.At(0.5f, mixed);
        double unlearned = EventCount.AveragePrecision([.. judged.Select(j => (j.Series, Mixed(j.Series, j.Scores, bar, 0)))]);
        return new(name, judged.Count, Math.Round(count.Weeks, 1), count.Events, judged.Sum(j => j.Scores.Length), Math.Round(count.Recall, 3), Math.Round(count.F1, 3),
            Math.Round(count.FalsePerWeek, 3), Math.Round(EventCount.AveragePrecision(mixed), 3), Math.Round(unlearned, 3));
    }
}

/// <summary>What training gave: a report, or the problems that stood against it.</summary>
public sealed record FusionTrained(FusionReport? Report, IReadOnlyList<BadInput> Problems);
