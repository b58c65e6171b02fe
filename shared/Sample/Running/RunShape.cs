using Observability.Sample.Calendars;
using Observability.Sample.Catalogue;

namespace Observability.Sample.Running;

/// <summary>How long a run takes and how much it writes when nothing is wrong.</summary>
internal static class RunShape
{
    /// <summary>Rows of one output, as a ratio of an average run's.</summary>
    public static double Amount(SampleOptions options, Job job, Occasion occasion, ref Dice dice) =>
        Volume.Factor(job.Shape, occasion.Due, job.Cadence.Step, options.From)
        * (1 + job.Growth * (occasion.Due - options.From).TotalDays)
        * dice.Spread(0.05);

    /// <summary>Lognormal around the median, longer with more data and on a busy cluster; one run in a hundred is a straggler.</summary>
    public static TimeSpan Duration(SampleOptions options, Job job, DateTimeOffset start, double amount, ref Dice dice)
    {
        Dice cluster = Dice.For(options.Seed, job.Platform.ResourceKey, start.UtcTicks / TimeSpan.TicksPerHour);
        double factor = Math.Pow(Math.Max(amount, 0.05), 0.4) * cluster.Spread(0.06) * dice.Spread(0.1);
        factor *= dice.Chance(0.008) ? dice.Between(1.3, 1.7) : 1;
        return Whole(job.Typical * factor);
    }

    public static TimeSpan Latency(Job job, ref Dice dice) => Whole(TimeSpan.FromSeconds(job.Platform.StartSeconds * dice.Spread(0.3)));

    /// <summary>Shares of the outputs: the first gets most.</summary>
    public static IReadOnlyList<(Dataset Dataset, long Rows, long Bytes)> Written(Job job, double amount, ref Dice dice)
    {
        List<(Dataset, long, long)> written = [];
        double share = job.Outputs.Count == 1 ? 1 : 0.6;
        for (int i = 0; i < job.Outputs.Count; i++)
        {
            long rows = (long)Math.Round(job.Rows * amount * share);
            written.Add((job.Outputs[i], rows, (long)Math.Round(rows * job.RowBytes * dice.Spread(0.015))));
            share = 0.4 / Math.Max(1, job.Outputs.Count - 1);
        }

        return written;
    }

    /// <summary>Whole milliseconds: clocks in events have no more.</summary>
    public static TimeSpan Whole(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Max(400, Math.Round(time.TotalMilliseconds)));
}
