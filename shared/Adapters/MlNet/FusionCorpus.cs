using Observability.Core.Detection;

namespace Observability.Adapters.MlNet;

/// <summary>The points of one series that reached the learned stage, with what the labels say of them.</summary>
/// <param name="Order">Row of each in its series, ascending.</param>
internal sealed record RecordedSeries(string Corpus, string Name, double Weeks, IReadOnlyList<(int First, int Last)> Events, IReadOnlyList<int> Order, IReadOnlyList<FusionRow> Rows)
{
    /// <summary>0 to 1: what its corpus weighs beside another.</summary>
    public double CorpusWeight { get; init; } = 1;
}

/// <summary>Runs the detector over a labelled series and keeps what its learned stage would have been asked.</summary>
internal static class FusionCorpus
{
    /// <param name="unknown">Rows (first, last), in order, that are judged and left out: neither event nor quiet.</param>
    public static RecordedSeries Record(string corpus, LabelledSeries series, IReadOnlyList<(int First, int Last)>? unknown = null)
    {
        Recorder recorder = new();
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default, recorder);
        List<int> order = [];
        int next = 0;
        int inside = 0;
        int gap = 0;
        for (int i = 0; i < series.Points.Count; i++)
        {
            detector.Judge(series.Points[i]);
            if (recorder.Rows.Count == order.Count)
            {
                continue;
            }

            while (gap < unknown?.Count && unknown[gap].Last < i)
            {
                gap++;
            }

            if (gap < unknown?.Count && unknown[gap].First <= i)
            {
                recorder.Rows.RemoveAt(recorder.Rows.Count - 1);
                continue;
            }

            order.Add(i);
            while (next < series.Events.Count && series.Events[next].Last < i)
            {
                next++;
                inside = 0;
            }

            FusionRow row = recorder.Rows[^1];
            row.Label = next < series.Events.Count && series.Events[next].First <= i;
            row.Weight = row.Label ? 1 / MathF.Sqrt(++inside) : 1; // the first points of an event are worth most: they are when to tell
        }

        double weeks = series.Points.Count == 0 ? 0 : (series.Points[^1].Time - series.Points[0].Time).TotalDays / 7;
        return new(corpus, series.Name, weeks, series.Events, order, recorder.Rows);
    }

    private sealed class Recorder : IFusion
    {
        public List<FusionRow> Rows { get; } = [];

        public double Score(ReadOnlySpan<float> features, double unlearned)
        {
            Rows.Add(new FusionRow { Features = features.ToArray(), Unlearned = (float)unlearned });
            return unlearned;
        }
    }
}
