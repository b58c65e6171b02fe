namespace Observability.Adapters.MlNet;

/// <summary>Puts one anomaly into a made-up series.</summary>
internal static class SyntheticEvent
{
    /// <param name="noise">Median absolute step of the series: the unit of an event's size.</param>
    /// <returns>Length of the event in rows. A level shift that stays is labelled for its first quarter-day, when telling of it is of use.</returns>
    public static int Apply(Random random, double[] values, HashSet<int> missing, int at, TimeSpan step, double noise, double floor)
    {
        int unit = Math.Max(1, (int)(TimeSpan.FromMinutes(30) / step));
        int length = Math.Min(unit * (1 + random.Next(6)), values.Length - at - 1);
        double size = noise * (3 + 12 * random.NextDouble());
        int kind = random.Next(9);
        switch (kind)
        {
            case 0 or 1:
                length = 1 + random.Next(Math.Max(1, length / 4));
                Change(at, length, (v, _) => v + size);
                return length;
            case 2:
                length = 1 + random.Next(Math.Max(1, length / 4));
                Change(at, length, (v, _) => floor == 0 && random.NextDouble() < 0.3 ? 0 : v - size);
                return length;
            case 3 or 4:
                double shift = size / 2 * (random.Next(2) * 2 - 1);
                bool stays = random.NextDouble() < 0.3;
                Change(at, stays ? values.Length - at : length * 3, (v, _) => v + shift);
                return stays ? Math.Max(3, unit * 12) : length * 3;
            case 5:
                Change(at, length * 2, (v, _) => v + size / 2 * SyntheticShape.Gaussian(random));
                return length * 2;
            case 6:
                double held = values[at];
                Change(at, length * 3, (_, _) => held);
                return length * 3;
            case 7:
                for (int i = at; i < at + length; i++)
                {
                    missing.Add(i);
                }

                return length + 1;
            default:
                Change(at, length * 2, (v, i) => v + size * (i + 1) / (length * 2.0));
                return length * 2;
        }

        void Change(int from, int count, Func<double, int, double> change)
        {
            for (int i = from; i < Math.Min(from + count, values.Length); i++)
            {
                values[i] = change(values[i], i - from);
            }
        }
    }
}
