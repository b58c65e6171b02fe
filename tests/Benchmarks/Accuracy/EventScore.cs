namespace Observability.Benchmarks.Accuracy;

/// <summary>Events found and false alerts of a corpus at one bar.</summary>
/// <remarks>Rows closer than an hour, at least three steps, are one alert; one that lasts alerts again every four hours, at least twelve steps: as tools/detection.py counts.</remarks>
internal readonly record struct EventScore(int Events, int Found, int False, double Weeks)
{
    public double Recall => Events == 0 ? 0 : (double)Found / Events;

    public double Precision => Found == 0 ? 0 : (double)Found / (Found + False);

    public double F1 => Found == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public double FalsePerWeek => Weeks == 0 ? 0 : False / Weeks;

    public static EventScore At(float bar, IReadOnlyList<JudgedSeries> corpus) =>
        corpus.Select(s => At(bar, s)).Aggregate((a, b) => new(a.Events + b.Events, a.Found + b.Found, a.False + b.False, a.Weeks + b.Weeks));

    private static EventScore At(float bar, JudgedSeries s)
    {
        double apart = Math.Max(3600, 3 * s.StepSeconds), page = Math.Max(4 * 3600, 12 * s.StepSeconds);
        int found = 0, wrong = 0, next = 0, counted = -1;
        long last = 0, opened = 0, pages = 0;
        bool any = false, hit = true;
        for (int i = s.Start; i < s.Scores.Length; i++)
        {
            if (s.Scores[i] < bar)
            {
                continue;
            }

            bool opens = !any || Seconds(s.Ticks[i] - last) > apart;
            opened = opens ? s.Ticks[i] : opened;
            long current = (long)(Seconds(s.Ticks[i] - opened) / page);
            if (opens || current != pages)
            {
                wrong += hit ? 0 : 1;
                hit = false;
            }

            (any, last, pages) = (true, s.Ticks[i], current);
            while (next < s.Events.Count && s.Events[next].Last < i)
            {
                next++;
            }

            if (next < s.Events.Count && s.Events[next].First <= i)
            {
                hit = true;
                found += counted == next ? 0 : 1;
                counted = next;
            }
        }

        return new(s.Events.Count, found, wrong + (hit ? 0 : 1), s.Weeks);
    }

    private static double Seconds(long ticks) => ticks / (double)TimeSpan.TicksPerSecond;
}
