using Observability.Core.Series;

namespace Observability.Adapters.MlNet;

/// <summary>Made-up series of sixteen shapes at five cadences, from a minute to a day, with faults that a person would see. The same seed gives the same series.</summary>
/// <remarks>
/// A fifth have no fault. Others have one every few days (faster than hourly), every one to three weeks (hourly) or every hundred days (daily), none in the first sixth. Sizes are 4 to 16 usual
/// steps, in three of five cases at least half the range of the series.
/// </remarks>
internal static class FamilySeries
{
    private static readonly TimeSpan[] Steps = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromDays(1)];
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);

    public static LabelledSeries Make(int seed)
    {
        Random random = new(seed * 7919 + 13);
        FamilyKind kind = (FamilyKind)(seed % 16);
        int cadence = kind == FamilyKind.Cost ? 4 : seed / 16 % 5;
        TimeSpan step = Steps[cadence];
        int rows = cadence switch { 0 => 1440 * (5 + random.Next(10)), 1 => 288 * 14, 2 => 288 * (14 + random.Next(40)), 3 => 168 * (5 + random.Next(20)), _ => 150 + random.Next(450) };
        DateTimeOffset start = Start + TimeSpan.FromDays(random.Next(365)) + TimeSpan.FromHours(cadence == 4 ? 0 : random.Next(24));
        FamilyShape shape = FamilyShape.Draw(random, kind, step);
        List<FamilyEvent> events = random.NextDouble() < 0.2 ? [] : Events(random, shape, rows, step);
        double[] gain = [.. Enumerable.Repeat(1.0, rows)], speed = [.. gain];
        events.ForEach(e => e.Bend(random, gain, speed));
        return Spoil(random, $"family/{seed:0000}-{kind}-{step.TotalMinutes:0}m.csv", start, step, shape, events, shape.Values(random, start, step, gain, speed));
    }

    private static List<FamilyEvent> Events(Random random, FamilyShape shape, int rows, TimeSpan step)
    {
        int unit = Math.Max(1, (int)(TimeSpan.FromMinutes(30) / step));
        int apart = Math.Max(4 * unit, 20);
        int between = shape.PointsPerDay <= 1 ? 70 + random.Next(60) : (int)(shape.PointsPerDay * (shape.PointsPerDay <= 24 ? 8 + random.Next(14) : 2.5 + random.Next(6)));
        List<FamilyEvent> events = [];
        for (int at = Math.Max(shape.PointsPerDay <= 1 ? 25 : 0, rows / 6) + random.Next(between / 2); at < rows - apart; at += Math.Max(apart, between / 2 + random.Next(between)))
        {
            if (FamilyEvent.Draw(random, shape, at, rows, unit) is { } fault)
            {
                events.Add(fault);
            }
        }

        return events;
    }

    private static LabelledSeries Spoil(Random random, string name, DateTimeOffset start, TimeSpan step, FamilyShape shape, List<FamilyEvent> events, double[] values)
    {
        (double noise, double range) = Size(values, shape);
        bool positive = values.Min() >= 0;
        int digits = shape.Kind == FamilyKind.Counts ? 0 : random.NextDouble() < 0.3 ? Math.Clamp(2 - (int)Math.Floor(Math.Log10(shape.Level)), 0, 6) : -1;
        HashSet<int> missing = [];
        int least = shape.PointsPerDay <= 24 ? 3 : 4 * Math.Max(1, (int)(TimeSpan.FromMinutes(30) / step));
        (int First, int Last)[] spans = [.. events.Select(e => (e.At, Math.Min(e.Apply(random, values, missing, noise, range, least), values.Length - 1)))];
        List<Point> points = [];
        int[] rowOf = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            rowOf[i] = points.Count;
            if (!missing.Contains(i))
            {
                double value = Math.Min(positive ? Math.Max(0, values[i]) : values[i], shape.Kind == FamilyKind.Bounded ? shape.Level : double.PositiveInfinity);
                points.Add(new(start + i * step, digits < 0 ? value : Math.Round(value, digits)));
            }
        }

        return new(name, points, Merged(spans.Select(s => (Math.Min(rowOf[s.First], points.Count - 1), Math.Min(rowOf[s.Last], points.Count - 1)))));
    }

    /// <summary>Usual step between neighbours, and distance between the 1st and 99th percentile.</summary>
    private static (double Noise, double Range) Size(double[] values, FamilyShape shape)
    {
        double[] steps = [.. values.Zip(values.Skip(1), (a, b) => Math.Abs(b - a)).Order()];
        double[] sorted = [.. values.Order()];
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        double noise = steps[steps.Length / 2] > 0 ? steps[steps.Length / 2] : Math.Max(steps.Average(), 0.1 * shape.Level);
        bool even = shape.Kind is FamilyKind.OnOff or FamilyKind.Pulses or FamilyKind.Sawtooth or FamilyKind.Counter or FamilyKind.Regimes or FamilyKind.Walk;
        double range = sorted[(int)(0.99 * sorted.Length)] - sorted[(int)(0.01 * sorted.Length)];
        return (even ? Math.Max(noise, 0.12 * deviation) : noise, range > 0 ? range : 0.3 * shape.Level);
    }

    private static List<(int First, int Last)> Merged(IEnumerable<(int First, int Last)> spans)
    {
        List<(int First, int Last)> merged = [];
        foreach ((int first, int last) in spans.Order())
        {
            if (merged.Count > 0 && first <= merged[^1].Last)
            {
                merged[^1] = (merged[^1].First, Math.Max(last, merged[^1].Last));
            }
            else
            {
                merged.Add((first, Math.Max(first, last)));
            }
        }

        return merged;
    }
}
