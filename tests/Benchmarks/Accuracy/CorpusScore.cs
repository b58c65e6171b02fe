namespace Observability.Benchmarks.Accuracy;

/// <summary>One row of the table: what a corpus gives at the shipped bar, and over all bars.</summary>
/// <param name="Shipped">At 0.5.</param>
/// <param name="Precision">Area under precision over recall of events, precision being the best at that recall or more.</param>
/// <param name="BestF1">At the best bar.</param>
/// <param name="RecallInBudget">Largest recall within 0.2 false alerts a series and week.</param>
internal sealed record CorpusScore(EventScore Shipped, double Precision, double BestF1, double RecallInBudget)
{
    private const int Bars = 120;
    private const double Budget = 0.2;

    public static CorpusScore Of(IReadOnlyList<JudgedSeries> corpus)
    {
        float[] sorted = [.. corpus.SelectMany(s => s.Scores.Skip(s.Start)).OrderDescending()];
        IEnumerable<float> bars = Enumerable.Range(0, Bars).Select(i => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * 1e-5 * Math.Pow(0.5 / 1e-5, i / (Bars - 1.0)))]);
        EventScore[] scores = [.. bars.Append(0.5f).Concat(sorted.Take(3)).Where(b => b > sorted[^1]).Distinct().AsParallel().Select(b => EventScore.At(b, corpus)).OrderByDescending(s => s.Recall)];
        double area = 0, best = 0, recall = scores.Length > 0 ? scores[0].Recall : 0;
        foreach (EventScore score in scores)
        {
            area += (recall - score.Recall) * best;
            (recall, best) = (score.Recall, Math.Max(best, score.Precision));
        }

        EventScore[] within = [.. scores.Where(s => s.FalsePerWeek <= Budget)];
        return new(EventScore.At(0.5f, corpus), area + recall * best, scores.Max(s => s.F1), within.Length == 0 ? 0 : within.Max(s => s.Recall));
    }
}
