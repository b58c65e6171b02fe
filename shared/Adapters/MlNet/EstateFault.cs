namespace Observability.Adapters.MlNet;

/// <summary>Faults of an estate's series: outages, surges that last, ramps to a failure, batches that do not come or do not end, rates that rise.</summary>
internal static class EstateFault
{
    /// <param name="day">Points a day.</param>
    /// <returns>Last row of the fault; <paramref name="at"/> or less where the series ends first.</returns>
    public static int Put(Random random, EstateKind kind, double[] values, int at, int day)
    {
        int hours = 2 + random.Next(10), length = Math.Max(3, day * hours / 24), ramp = day * (8 + random.Next(30)) / 24;
        if (at + length + ramp + day >= values.Length)
        {
            return at;
        }

        double[] before = [.. values[Math.Max(0, at - 7 * day)..at].Order()];
        double usual = before[before.Length / 2], high = before[(int)(0.99 * before.Length)], low = before[(int)(0.01 * before.Length)];
        double side = random.Next(2) * 2 - 1, size = 2 + 4 * random.NextDouble();
        return (kind, random.Next(3)) switch
        {
            (EstateKind.Bursts, 0) => Change(length, (v, _) => 0.02 * v),
            (EstateKind.Bursts, _) => Change(length, (v, _) => v + size * Math.Max(usual, 0.3 * high)),
            (EstateKind.Load, 0) => Change(length, (_, _) => 100),
            (EstateKind.Load, 1) => Change(Math.Max(1, day / 96), (v, _) => v < 50 ? 95 : 2),
            (EstateKind.Load, _) => Change(ramp, (v, share) => v + (100 - v) * share),
            (EstateKind.Sensor, 0) => Change(ramp, (v, share) => v + side * size * 0.5 * (high - low) * share),
            (EstateKind.Sensor, _) => Change(length, (v, _) => v + side * size * 0.3 * (high - low)),
            (EstateKind.Batches, _) => Change(Math.Max(length, day / 2), (v, _) => random.Next(20) == 0 ? v : side > 0 ? 1.05 * high : low),
            (EstateKind.Sparse, _) => Change(length, (v, _) => v + (random.NextDouble() < 0.5 ? 1 + random.Next(5) : 0)),
            (_, 0) => Change(Math.Max(1, day / 96), (v, _) => v + 2 * size * Math.Max(high - low, usual)),
            _ => Change(length, (v, _) => v * (1.5 + size / 3)),
        };

        int Change(int rows, Func<double, double, double> change)
        {
            for (int i = 0; i < rows; i++)
            {
                values[at + i] = change(values[at + i], (i + 1.0) / rows);
            }

            return at + rows - 1;
        }
    }
}
