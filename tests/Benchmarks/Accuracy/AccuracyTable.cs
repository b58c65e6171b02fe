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
        LabelledRead read = LabelledFolder.Read(webkpi);
        LabelledSeries[][] variants = [.. read.Items.Select(s => Resampling.Variants(s).ToArray())];
        Line("corpus                      AP     F1   recall  false/wk  best F1  R@0.2");
        Row("webkpi 1 min", variants.Select(v => v[0]));
        Row("webkpi 5 min", variants.Select(v => v[1]));
        Row("webkpi fortnights", variants.SelectMany(v => v.Skip(3)));
        Row("webkpi 1 h", variants.Select(v => v[2]));
        LabelledSeries[] family = [.. Enumerable.Range(seed, Count).Select(FamilySeries.Make)];
        foreach (TimeSpan step in (TimeSpan[])[TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromDays(1)])
        {
            Row($"family {step.TotalMinutes:0} min", family.Where(s => s.Name.EndsWith(string.Create(CultureInfo.InvariantCulture, $"-{step.TotalMinutes:0}m.csv"), StringComparison.Ordinal)));
        }

        LabelledSeries[] operational = [.. Enumerable.Range(seed, Count).Select(OperationalSeries.Draw)];
        Row("operational 1 h", operational.Where(s => s.Name.Contains("/Hourly", StringComparison.Ordinal)));
        Row("operational 1 day", operational.Where(s => s.Name.Contains("/Daily", StringComparison.Ordinal)));
        LabelledSeries[] estate = [.. Enumerable.Range(seed, Count / 2).Select(EstateSeries.Make)];
        Row("estate 5 min", estate.Where(s => s.Name.EndsWith("-5m.csv", StringComparison.Ordinal)));
        Row("estate 1 h", estate.Where(s => s.Name.EndsWith("-60m.csv", StringComparison.Ordinal)));

        void Row(string name, IEnumerable<LabelledSeries> corpus)
        {
            JudgedSeries[] judged = [.. corpus.AsParallel().AsOrdered().Select(s => JudgedSeries.Of(disguised ? Disguise(s) : s, fusion))];
            CorpusScore score = CorpusScore.Of(judged);
            EventScore shipped = score.Shipped;
            Line($"{name,-24} {score.Precision,6:0.000} {shipped.F1,6:0.000} {shipped.Recall,7:0.000} {shipped.FalsePerWeek,8:0.00} {score.BestF1,8:0.000} {score.RecallInBudget,7:0.000}  {shipped.Events}");
        }
    }

    private static LabelledSeries Disguise(LabelledSeries series)
    {
        int cut = (int)(0.07 * series.Points.Count);
        List<Point> kept = [.. series.Points.Skip(cut).Where((_, i) => i % 2 == 0).Select(p => new Point(p.Time.AddDays(97), 3.7 * p.Value + 1000))];
        return new(series.Name, kept, [.. series.Events.Where(e => e.Last >= cut + 2).Select(e => (Math.Max(0, (e.First - cut + 1) / 2), Math.Min(kept.Count - 1, Math.Max((e.First - cut + 1) / 2, (e.Last - cut) / 2))))]);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Line(string text) => Console.WriteLine(text);
}
