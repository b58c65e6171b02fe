using Observability.Core.Series;

namespace Observability.Adapters.MlNet;

/// <summary>The same labelled series as coarser and shorter ones, so that minute data teaches about other steps and short histories too.</summary>
internal static class Resampling
{
    /// <summary>The series as it is, as means of 5 and 60 minutes, and the 5-minute means cut into fortnights.</summary>
    public static IEnumerable<LabelledSeries> Variants(LabelledSeries series)
    {
        yield return series;
        LabelledSeries five = Means(series, TimeSpan.FromMinutes(5));
        yield return five;
        yield return Means(series, TimeSpan.FromHours(1));
        const int Fortnight = 14 * 288;
        for (int from = 0; from + Fortnight <= five.Points.Count; from += Fortnight)
        {
            yield return Slice(five, from, Fortnight);
        }
    }

    private static LabelledSeries Means(LabelledSeries series, TimeSpan step)
    {
        List<Point> means = [];
        int[] rowOf = new int[series.Points.Count];
        double sum = 0;
        int count = 0;
        for (int i = 0; i < series.Points.Count; i++)
        {
            sum += series.Points[i].Value;
            count++;
            rowOf[i] = means.Count;
            long slot = series.Points[i].Time.UtcTicks / step.Ticks;
            if (i + 1 == series.Points.Count || series.Points[i + 1].Time.UtcTicks / step.Ticks != slot)
            {
                means.Add(new(new DateTimeOffset(slot * step.Ticks, TimeSpan.Zero), sum / count));
                sum = count = 0;
            }
        }

        return new(series.Name, means, [.. series.Events.Select(e => (rowOf[e.First], rowOf[e.Last]))]);
    }

    private static LabelledSeries Slice(LabelledSeries series, int from, int rows) =>
        new(series.Name, [.. series.Points.Skip(from).Take(rows)],
            [.. series.Events.Where(e => e.First >= from && e.Last < from + rows).Select(e => (e.First - from, e.Last - from))]);
}
