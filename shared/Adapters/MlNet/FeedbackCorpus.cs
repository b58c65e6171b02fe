using System.Globalization;
using Observability.Core.Incidents.Tuning;

namespace Observability.Adapters.MlNet;

/// <summary>What users said of incidents as a corpus to learn from.</summary>
internal static class FeedbackCorpus
{
    public const string Name = "feedback";

    /// <summary>Judged incidents from which the corpus weighs as much as another; with fewer, in proportion.</summary>
    private const double FullFrom = 50;

    /// <summary>Judged incidents of which series have rows, each once however many series it touched.</summary>
    public static int Incidents(IEnumerable<JudgedSeries> judged) => judged.SelectMany(s => s.Useful.Concat(s.Noise)).Distinct(StringComparer.Ordinal).Count();

    /// <returns>0 to 1, of the weight of another corpus.</returns>
    public static double WeightOf(int incidents) => Math.Min(1, incidents / FullFrom);

    public static IEnumerable<RecordedSeries> Record(IReadOnlyList<JudgedSeries> judged)
    {
        double weight = WeightOf(Incidents(judged));
        return judged.Select(s => FusionCorpus.Record(Name, new($"{s.Subject.Text}|{s.Measure}", s.Points, s.Events), s.Unknown) with { CorpusWeight = weight });
    }

    /// <summary>As the report of a model names it; empty where nobody said anything.</summary>
    public static string Source(IReadOnlyList<JudgedSeries> judged) =>
        Incidents(judged) is var incidents and > 0 ? string.Create(CultureInfo.InvariantCulture, $"feedback on {incidents} incidents") : "";
}
