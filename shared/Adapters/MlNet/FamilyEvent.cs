namespace Observability.Adapters.MlNet;

/// <summary>What is put into a series of the family.</summary>
internal enum FamilyFault
{
    Spike,
    Dip,
    Shift,
    Variance,
    FlatLine,
    Missing,
    Drift,

    /// <summary>The pattern itself changes: fades, turns over or runs faster.</summary>
    Pattern,
}

/// <summary>One fault: where, how large (in units that <see cref="Apply"/> is given), how long.</summary>
internal sealed record FamilyEvent(FamilyFault Fault, int At, int Length, double Size, double Span, bool Stays)
{
    private static readonly FamilyFault[] Usual =
    [
        FamilyFault.Spike, FamilyFault.Spike, FamilyFault.Dip, FamilyFault.Dip, FamilyFault.Shift, FamilyFault.Shift, FamilyFault.Variance, FamilyFault.FlatLine, FamilyFault.Missing,
        FamilyFault.Drift,
    ];

    private static readonly FamilyFault[] OfPatterns =
    [
        FamilyFault.Spike, FamilyFault.Dip, FamilyFault.Shift, FamilyFault.Variance, FamilyFault.FlatLine, FamilyFault.Missing, FamilyFault.Drift, FamilyFault.Pattern,
        FamilyFault.Pattern, FamilyFault.Pattern,
    ];

    /// <param name="unit">Points in half an hour, at least 1.</param>
    /// <returns>Null where the series ends first.</returns>
    public static FamilyEvent? Draw(Random random, FamilyShape shape, int at, int rows, int unit)
    {
        bool pattern = shape.Kind is FamilyKind.Daily or FamilyKind.Weekly or FamilyKind.Pulses or FamilyKind.OnOff or FamilyKind.Sawtooth;
        FamilyFault[] faults = pattern ? OfPatterns : Usual;
        FamilyFault fault = faults[random.Next(faults.Length)];
        bool slow = shape.PointsPerDay <= 24;
        bool brief = fault is FamilyFault.Spike or FamilyFault.Dip;
        int length = (slow, brief) switch
        {
            (true, true) => 1 + random.Next(2),
            (true, false) => 2 + random.Next(shape.PointsPerDay <= 1 ? 6 : 10),
            (false, true) => 1 + random.Next(Math.Max(1, unit / 2)),
            _ => unit * (1 + random.Next(8)),
        };
        length = fault == FamilyFault.Pattern ? Math.Max(length, (int)(shape.Period * (0.7 + 1.5 * random.NextDouble()))) : length;
        length = Math.Min(length, rows - at - 1);
        double size = 3.75 + 12 * Math.Pow(random.NextDouble(), 1.5);
        double span = random.NextDouble() < 0.6 ? 0.5 + 1.3 * random.NextDouble() : 0;
        return length < 1 ? null : new(fault, at, length, size, span, random.NextDouble() < 0.35);
    }

    public void Bend(Random random, double[] gain, double[] speed)
    {
        int how = random.Next(3);
        for (int i = At; Fault == FamilyFault.Pattern && i < At + Length; i++)
        {
            gain[i] = how switch { 0 => 0.15, 1 => -0.5, _ => 1 };
            speed[i] = how == 2 ? 2.2 : 1;
        }
    }

    /// <param name="noise">Usual step between neighbours.</param>
    /// <param name="range">Between the 1st and 99th percentile: most labelled anomalies are visible in a chart of the whole series.</param>
    /// <param name="least">Rows of a lasting change that are labelled at least.</param>
    /// <returns>Last row of the event.</returns>
    public int Apply(Random random, double[] values, HashSet<int> missing, double noise, double range, int least)
    {
        double size = Math.Max(Size * noise, Span * range);
        int twice = Math.Min(values.Length, At + 2 * Length), thrice = Math.Min(values.Length, At + 3 * Length);
        double side = random.Next(2) * 2 - 1, held = values[At];
        return Fault switch
        {
            FamilyFault.Spike => Change(At + Length, (v, _) => v + size * (0.8 + 0.4 * random.NextDouble())),
            FamilyFault.Dip => Change(At + Length, (v, _) => v - size * (0.8 + 0.4 * random.NextDouble())),
            FamilyFault.Shift => Math.Min(At + Math.Max(Length, least), Change(Stays ? values.Length : thrice, (v, _) => v + 0.7 * size * side) + 1) - 1,
            FamilyFault.Variance => Change(twice, (v, _) => v + 0.7 * size * SyntheticShape.Gaussian(random)),
            FamilyFault.FlatLine => Change(Math.Min(values.Length, At + 2 * Length + 4), (_, _) => held),
            FamilyFault.Missing => Miss(Math.Min(values.Length - 1, At + Math.Max(2, Length))),
            FamilyFault.Drift => Change(thrice, (v, i) => v + size * (i + 1) / (thrice - At)),
            _ => At + Length - 1,
        };

        int Change(int until, Func<double, int, double> change)
        {
            for (int i = At; i < Math.Min(until, values.Length); i++)
            {
                values[i] = change(values[i], i - At);
            }

            return Math.Min(until, values.Length) - 1;
        }

        int Miss(int until)
        {
            missing.UnionWith(Enumerable.Range(At, until - At));
            return until;
        }
    }
}
