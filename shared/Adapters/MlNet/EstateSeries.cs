using Observability.Core.Series;

namespace Observability.Adapters.MlNet;

/// <summary>Made-up series as monitored estates have them, at 5 minutes and an hour: counts with bursts of any size, loads that change their level, sensors that drift, batches, sparse counts, latencies. The same seed gives the same series.</summary>
/// <remarks>
/// A fifth have no fault; others have one every one to three weeks (every two to six where hourly), none in the first sixth: see <see cref="EstateFault"/>. Bursts, regimes and late batches are usual here, and no fault.
/// </remarks>
internal static class EstateSeries
{
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);

    public static LabelledSeries Make(int seed)
    {
        Random random = new(seed * 6007 + 5);
        EstateKind kind = (EstateKind)(seed % 6);
        bool hourly = seed / 6 % 2 == 1;
        TimeSpan step = hourly ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(5);
        int day = (int)(TimeSpan.FromDays(1) / step), rows = day * 7 * (hourly ? 12 + random.Next(14) : 3 + random.Next(5));
        DateTimeOffset start = Start + TimeSpan.FromDays(random.Next(300));
        double[] values = new EstateShape(random, kind, day).Values(start, rows);
        List<(int First, int Last)> events = [];
        int between = day * 7 * (hourly ? 2 : 1);
        for (int at = rows / 6 + random.Next(between); random.Next(5) > 0 && at < rows; at += between + random.Next(2 * between))
        {
            int last = EstateFault.Put(random, kind, values, at, day);
            if (last > at)
            {
                events.Add((at, last));
            }
        }

        bool whole = kind is EstateKind.Bursts or EstateKind.Sparse;
        return new($"estate/{seed:0000}-{kind}-{step.TotalMinutes:0}m.csv", [.. values.Select((v, i) => new Point(start + i * step, whole ? Math.Round(Math.Max(0, v)) : Math.Round(v, 3)))], events);
    }
}
