using System.Globalization;
using Observability.Adapters.MlNet;
using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Benchmarks.Accuracy;

/// <summary>Prints how well the detector does on every corpus that is not NAB: webkpi as it is and coarser, and the made-up ones.</summary>
internal static class AccuracyTable
{
    /// <summary>Made-up series a corpus.</summary>
    private const int Count = 320;

    /// <param name="webkpi">Folder with data/ and labels.json.</param>
    /// <param name="seed">First seed of the made-up series.</param>
    /// <param name="disguised">Scales, shifts, cuts the first 7 % of and thins every series first.</param>
    public static void Print(string webkpi, int seed, IFusion? fusion, bool disguised)
    {
        Line("corpus                      AP     F1   recall  false/wk  best F1  R@0.2");
        foreach ((string name, LabelledSeries[] corpus) in Corpora(webkpi, seed))
        {
            CorpusScore score = Score(corpus, fusion, disguised);
            EventScore shipped = score.Shipped;
            Line($"{name,-24} {score.Precision,6:0.000} {shipped.F1,6:0.000} {shipped.Recall,7:0.000} {shipped.FalsePerWeek,8:0.00} {score.BestF1,8:0.000} {score.RecallInBudget,7:0.000}  {shipped.Events}");
        }
    }

    /// <summary>What each part is worth: means over all corpora without it, the others weighing as much more.</summary>
    /// <remarks>Without the trees, which would have to be trained again for each.</remarks>
    public static void PrintParts(string webkpi, int seed)
    {
        List<(string Name, LabelledSeries[] Series)> corpora = [.. Corpora(webkpi, seed)];
        Line("without                  mean AP  mean F1  false/wk");
        Means("nothing");
        for (int part = 0; part < UnlearnedFusion.Fast.Length; part++)
        {
            if (UnlearnedFusion.Fast[part] == 0)
            {
                continue; // told by itself
            }

            double[] fast = [.. UnlearnedFusion.Fast], slow = [.. UnlearnedFusion.Slow];
            Without(UnlearnedFusion.Fast, part);
            Without(UnlearnedFusion.Slow, part);
            Means(FusionFeatures.Names[part]);
            fast.CopyTo(UnlearnedFusion.Fast, 0);
            slow.CopyTo(UnlearnedFusion.Slow, 0);
        }

        void Means(string name)
        {
            CorpusScore[] scores = [.. corpora.Select(c => Score(c.Series, null, disguised: false))];
            Line($"{name,-24} {scores.Average(s => s.Precision),7:0.000} {scores.Average(s => s.Shipped.F1),8:0.000} {scores.Average(s => s.Shipped.FalsePerWeek),9:0.00}");
        }
    }

    private static void Without(double[] weights, int part)
    {
        double all = weights.Sum();
        weights[part] = 0;
        double left = weights.Sum();
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] *= all / left;
        }
    }

    private static IEnumerable<(string Name, LabelledSeries[] Series)> Corpora(string webkpi, int seed)
    {
        LabelledSeries[][] variants = [.. LabelledFolder.Read(webkpi).Items.Select(s => Resampling.Variants(s).ToArray())];
        yield return ("webkpi 1 min", [.. variants.Select(v => v[0])]);
        yield return ("webkpi 5 min", [.. variants.Select(v => v[1])]);
        yield return ("webkpi fortnights", [.. variants.SelectMany(v => v.Skip(3))]);
        yield return ("webkpi 1 h", [.. variants.Select(v => v[2])]);
        LabelledSeries[] family = [.. Enumerable.Range(seed, Count).Select(FamilySeries.Make)];
        foreach (int minutes in (int[])[1, 5, 60, 1440])
        {
            yield return ($"family {minutes} min", Ending(family, minutes));
        }

        LabelledSeries[] operational = [.. Enumerable.Range(seed, Count).Select(OperationalSeries.Draw)];
        yield return ("operational 1 h", [.. operational.Where(s => s.Name.Contains("/Hourly", StringComparison.Ordinal))]);
        yield return ("operational 1 day", [.. operational.Where(s => s.Name.Contains("/Daily", StringComparison.Ordinal))]);
        LabelledSeries[] estate = [.. Enumerable.Range(seed, Count / 2).Select(EstateSeries.Make)];
        yield return ("estate 5 min", Ending(estate, 5));
        yield return ("estate 1 h", Ending(estate, 60));
    }

    private static LabelledSeries[] Ending(LabelledSeries[] series, int minutes) => [.. series.Where(s => s.Name.EndsWith(string.Create(CultureInfo.InvariantCulture, $"-{minutes}m.csv"), StringComparison.Ordinal))];

    private static CorpusScore Score(LabelledSeries[] corpus, IFusion? fusion, bool disguised) =>
        CorpusScore.Of([.. corpus.AsParallel().AsOrdered().Select(s => JudgedSeries.Of(disguised ? Disguise(s) : s, fusion))]);

    private static LabelledSeries Disguise(LabelledSeries series)
    {
        int cut = (int)(0.07 * series.Points.Count);
        List<Point> kept = [.. series.Points.Skip(cut).Where((_, i) => i % 2 == 0).Select(p => new Point(p.Time.AddDays(97), 3.7 * p.Value + 1000))];
        return new(series.Name, kept, [.. series.Events.Where(e => e.Last >= cut + 2).Select(e => (Math.Max(0, (e.First - cut + 1) / 2), Math.Min(kept.Count - 1, Math.Max((e.First - cut + 1) / 2, (e.Last - cut) / 2))))]);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Line(string text) => Console.WriteLine(text);
}
