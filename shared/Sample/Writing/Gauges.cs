using Observability.Sample.Calendars;

namespace Observability.Sample.Writing;

/// <summary>Measures that no run makes: load, queues, free space, and the lag of a stream.</summary>
internal static class Gauges
{
    public static IEnumerable<(string Series, DateTimeOffset Time, double Value)> Points(SampleOptions options)
    {
        for (DateTimeOffset time = options.From; time < options.End; time = time.AddHours(1))
        {
            Dice dice = Dice.For(options.Seed, "gauges", time.UtcTicks);
            double busy = Volume.Factor(Shape.Shop, time, TimeSpan.FromHours(1), options.From);
            yield return ("aks-airflow-prod.cpu_percent", time, Math.Min(98, 22 + 19 * busy + 2.5 * dice.Normal()));
            yield return ("orders-queue.depth", time, Math.Floor(40 * busy * dice.Spread(0.3)));
            yield return ("synw-finance-prod.dwu_percent", time, Math.Clamp(35 + 12 * Math.Cos((time.Hour - 5) / 24.0 * 2 * Math.PI) + 4 * dice.Normal(), 0, 100));
            yield return ("lake.used_tb", time, 118 * (1 + 0.0025 * (time - options.From).TotalDays) + 0.05 * dice.Normal());
        }
    }

    /// <summary>Messages that a consumer is behind, every ten minutes.</summary>
    public static IEnumerable<(DateTimeOffset Time, long Lag)> Lag(SampleOptions options)
    {
        for (DateTimeOffset time = options.From; time < options.End; time = time.AddMinutes(10))
        {
            Dice dice = Dice.For(options.Seed, "lag", time.UtcTicks);
            yield return (time, (long)(5200 * Volume.Factor(Shape.Shop, time, TimeSpan.FromHours(1), options.From) * dice.Spread(0.35)));
        }
    }
}
