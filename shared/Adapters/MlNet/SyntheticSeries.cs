using Observability.Core.Series;

namespace Observability.Adapters.MlNet;

/// <summary>One made-up series and the rows (first, last) of the anomalies put into it.</summary>
public sealed record LabelledSeries(string Name, IReadOnlyList<Point> Points, IReadOnlyList<(int First, int Last)> Events);

/// <summary>Made-up operational series with injected anomalies, to learn the fusion from. The same seed gives the same series.</summary>
/// <remarks>
/// A normal series is level · (1 + day shape + week shape) + noise, told apart by step (1, 5, 60 minutes, 1 day), season, noise (Gaussian,
/// log-normal, Poisson counts, AR(1), random walk, heavy tails, regimes, bursts that are normal here) and rounding. Events: spike, dip, level shift, variance, flat line, gap,
/// lost season, ramp, each of a size drawn from 3 to 15 noise scales, at about one a fortnight for short steps and one in 60 points for days.
/// </remarks>
internal static class SyntheticSeries
{
    private static readonly TimeSpan[] Steps = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1)];

    public static LabelledSeries Make(int seed)
    {
        Random random = new(seed);
        TimeSpan step = Steps[seed % Steps.Length];
        int rows = step.TotalDays >= 1 ? 400 : step.TotalHours >= 1 ? 24 * 7 * 16 : step.TotalMinutes >= 5 ? 288 * (random.Next(2) == 0 ? 14 : 40) : 1440 * 21;
        DateTimeOffset start = new DateTimeOffset(2025, 1, 6, 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromDays(random.Next(300));
        SyntheticShape shape = SyntheticShape.Draw(random);
        double[] values = shape.Values(random, start, step, rows);
        double noise = Noise(values);
        List<(int First, int Last)> events = [];
        HashSet<int> missing = [];
        int between = step.TotalDays >= 1 ? 60 : (int)(TimeSpan.FromDays(step.TotalHours >= 1 ? 21 : 9) / step);
        for (int at = rows / 6 + random.Next(between); at < rows - 30; at += between / 2 + random.Next(between))
        {
            int length = SyntheticEvent.Apply(random, values, missing, at, step, noise, shape.Floor);
            events.Add((at, Math.Min(at + length, rows) - 1));
        }

        return Assemble($"synthetic/{seed:0000}.csv", start, step, values, shape, events, missing);
    }

    private static LabelledSeries Assemble(
        string name, DateTimeOffset start, TimeSpan step, double[] values, SyntheticShape shape, List<(int First, int Last)> events, HashSet<int> missing)
    {
        List<Point> points = [];
        int[] rowOf = new int[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            rowOf[i] = points.Count;
            if (!missing.Contains(i))
            {
                points.Add(new(start + i * step, shape.Rounded(Math.Max(values[i], shape.Floor))));
            }
        }

        rowOf[values.Length] = points.Count;
        return new(name, points, [.. events.Select(e => (Math.Min(rowOf[e.First], points.Count - 1), Math.Min(Math.Max(rowOf[e.First], rowOf[e.Last]), points.Count - 1)))]);
    }

    /// <summary>Median absolute step between neighbours, or the mean where most are 0.</summary>
    private static double Noise(double[] values)
    {
        double[] steps = [.. values.Zip(values.Skip(1), (a, b) => Math.Abs(b - a)).Order()];
        double median = steps[steps.Length / 2];
        return median > 0 ? median : Math.Max(steps.Average(), 1e-9);
    }
}
