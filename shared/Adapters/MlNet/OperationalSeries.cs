using Observability.Core.Series;

namespace Observability.Adapters.MlNet;

/// <summary>What is measured, how often.</summary>
internal enum OperationalKind
{
    DailyDuration,
    DailyRows,
    DailyCost,
    HourlyDuration,
    HourlyRows,
}

/// <summary>What is put into a series to be found.</summary>
internal enum OperationalFault
{
    None,

    /// <summary>One value ×2..6.</summary>
    Spike,

    /// <summary>One or two values ×0..0.4.</summary>
    Drop,

    /// <summary>×1.5..3 from here on; labelled for its first three points.</summary>
    Shift,
}

/// <summary>How one made-up operational series looks.</summary>
/// <param name="Variation">Standard deviation of the log-normal noise over its mean.</param>
/// <param name="Size">Factor of the fault; null draws it from the fault's range.</param>
internal sealed record OperationalPlan(OperationalKind Kind, int Rows, double Variation, OperationalFault Fault, double? Size = null, bool MonthEnds = false);

/// <summary>Made-up series of the kind that data platforms have most: durations, rows and cost by day and hour, short, positive, with a week. The same seed gives the same series.</summary>
/// <remarks>
/// value = level · weekend · hour of day · growth · month end · log-normal noise; rows are whole numbers. Faults come from row 14 (daily) or a fortnight (hourly) on, one in about 25
/// (daily) or 150 points (hourly), never two within eight points.
/// </remarks>
internal static class OperationalSeries
{
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 2, 0, 0, TimeSpan.Zero);

    public static LabelledSeries Make(int seed, OperationalPlan plan)
    {
        Random random = new(seed);
        bool daily = plan.Kind <= OperationalKind.DailyCost;
        TimeSpan step = daily ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1);
        DateTimeOffset start = Start + TimeSpan.FromDays(random.Next(300));
        double level = Math.Pow(10, 1 + 4 * random.NextDouble());
        double weekend = random.NextDouble() < 0.3 ? 1 : plan.Kind is OperationalKind.DailyRows or OperationalKind.HourlyRows ? 0.15 + 0.85 * random.NextDouble() : 0.5 + 0.6 * random.NextDouble();
        double growth = 0.006 * (random.NextDouble() - 0.2);
        double wave = daily ? 0 : (plan.Kind == OperationalKind.HourlyRows ? 0.9 : 0.3) * random.NextDouble();
        double peak = plan.MonthEnds ? 1.3 + random.NextDouble() : 1;
        double sigma = Math.Sqrt(Math.Log(1 + plan.Variation * plan.Variation));
        double[] values = new double[plan.Rows];
        for (int i = 0; i < values.Length; i++)
        {
            DateTimeOffset time = start + i * step;
            double usual = level * (time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? weekend : 1) * Math.Exp(growth * i * step.TotalDays);
            usual *= (1 + wave * Math.Sin(2 * Math.PI * time.TimeOfDay.TotalDays)) * (time.AddDays(1).Day == 1 ? peak : 1);
            values[i] = usual * Math.Exp(sigma * SyntheticShape.Gaussian(random));
        }

        List<(int First, int Last)> events = Faults(random, values, plan, daily ? 14 : 24 * 14, daily ? 25 : 150);
        bool whole = plan.Kind is OperationalKind.DailyRows or OperationalKind.HourlyRows;
        return new($"operational/{plan.Kind}-{plan.Rows}-{plan.Variation:0.00}-{plan.Fault}/{seed:0000}.csv",
            [.. values.Select((v, i) => new Point(start + i * step, whole ? Math.Round(v) : Math.Round(v, 3)))], events);
    }

    /// <summary>A series of any kind, noise and fault, to learn from.</summary>
    public static LabelledSeries Draw(int seed)
    {
        Random random = new(seed * 31 + 7);
        OperationalKind kind = (OperationalKind)(seed % 5);
        int rows = kind <= OperationalKind.DailyCost ? 40 + random.Next(160) : 24 * (21 + random.Next(30));
        OperationalFault fault = (OperationalFault)random.Next(4);
        return Make(seed, new(kind, rows, 0.05 + 0.35 * random.NextDouble(), fault, MonthEnds: random.NextDouble() < 0.2));
    }

    private static List<(int First, int Last)> Faults(Random random, double[] values, OperationalPlan plan, int from, int between)
    {
        List<(int First, int Last)> events = [];
        for (int at = from + random.Next(between / 2); plan.Fault != OperationalFault.None && at < values.Length - 3; at += Math.Max(8, between / 2 + random.Next(between)))
        {
            int length = plan.Fault switch { OperationalFault.Spike => 1, OperationalFault.Drop => 1 + random.Next(2), _ => values.Length - at };
            double size = plan.Size ?? plan.Fault switch
            {
                OperationalFault.Spike => 2 + 4 * random.NextDouble(),
                OperationalFault.Drop => random.Next(3) == 0 ? 0 : 0.4 * random.NextDouble(),
                _ => 1.5 + 1.5 * random.NextDouble(),
            };
            for (int i = at; i < at + length; i++)
            {
                values[i] *= size;
            }

            events.Add((at, Math.Min(at + Math.Min(length, 3), values.Length) - 1));
            if (plan.Fault == OperationalFault.Shift)
            {
                break;
            }
        }

        return events;
    }
}
