namespace Observability.Adapters.MlNet;

/// <summary>Events found and false alerts at one bar; alerts less than <see cref="QuietRows"/> rows apart are one.</summary>
internal readonly record struct EventCount(int Events, int Found, int False, double Weeks)
{
    public const int QuietRows = 12;

    /// <summary>Bars of the area, from the score of one row in ten thousand down to the lowest.</summary>
    private const int Bars = 60;
    private const double Rarest = 1e-4;

    public double Recall => Events == 0 ? 0 : (double)Found / Events;

    public double F1 => Found == 0 ? 0 : 2.0 * Found / (Found + False + Events);

    public double FalsePerWeek => Weeks == 0 ? 0 : False / Weeks;

    public double Precision => Found == 0 ? 0 : (double)Found / (Found + False);

    /// <summary>Area under precision over recall of events, precision being the best at that recall or more.</summary>
    public static double AveragePrecision(IReadOnlyList<(RecordedSeries Series, float[] Scores)> judged)
    {
        float[] sorted = [.. judged.SelectMany(j => j.Scores).OrderDescending()];
        IEnumerable<float> bars = Enumerable.Range(0, Bars).Select(i => sorted[(int)((sorted.Length - 1) * Math.Pow(Rarest, 1 - i / (Bars - 1.0)))]).Distinct();
        EventCount[] counts = [.. bars.Select(bar => At(bar, judged)).OrderByDescending(c => c.Recall)];
        double area = 0, best = 0, recall = counts[0].Recall;
        foreach (EventCount count in counts)
        {
            area += (recall - count.Recall) * best;
            (recall, best) = (count.Recall, Math.Max(best, count.Precision));
        }

        return area + recall * best;
    }

    public static EventCount At(float bar, IEnumerable<(RecordedSeries Series, float[] Scores)> judged)
    {
        EventCount sum = default;
        foreach ((RecordedSeries series, float[] scores) in judged)
        {
            bool[] found = new bool[series.Events.Count];
            int last = int.MinValue / 2, wrong = 0, next = 0;
            bool hit = true;
            for (int i = 0; i < scores.Length; i++)
            {
                if (scores[i] < bar)
                {
                    continue;
                }

                int row = series.Order[i];
                if (row - last > QuietRows)
                {
                    wrong += hit ? 0 : 1;
                    hit = false;
                }

                last = row;
                while (next < found.Length && series.Events[next].Last < row)
                {
                    next++;
                }

                if (next < found.Length && series.Events[next].First <= row)
                {
                    found[next] = hit = true;
                }
            }

            sum = new(sum.Events + found.Length, sum.Found + found.Count(f => f), sum.False + wrong + (hit ? 0 : 1), sum.Weeks + series.Weeks);
        }

        return sum;
    }
}
