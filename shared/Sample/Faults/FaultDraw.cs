using Observability.Sample.Calendars;
using Observability.Sample.Catalogue;

namespace Observability.Sample.Faults;

/// <summary>Draws one fault at random; null when the draw does not fit into the window.</summary>
internal static class FaultDraw
{
    public static Fault? OnJob(Wanted wanted, ref Dice dice, DateTimeOffset from, DateTimeOffset to)
    {
        Job job = dice.Pick([.. Jobs.All.Where(j => Suits(j, wanted.Effect))]);
        (int low, int high) = Count(job.Cadence.Step, wanted.Effect);
        (DateTimeOffset First, DateTimeOffset Last)? span = Span(job.Cadence, dice.Whole(low, high), ref dice, from, to);
        double factor = dice.Between(wanted.Low, wanted.High);
        TimeSpan delay = TimeSpan.FromMinutes(job.Cadence.Step < TimeSpan.FromDays(1) ? dice.Whole(100, 190) : dice.Whole(130, 330));
        return span is null ? null : new Fault
        {
            Id = Id(wanted.Kind, job.Name),
            Kind = wanted.Kind,
            Subject = wanted.Effect == Effect.WritesNothing ? job.Outputs[0].Subject : job.Subject,
            Effect = wanted.Effect,
            Job = job,
            First = span.Value.First,
            Last = span.Value.Last,
            Factor = factor,
            Delay = wanted.Effect == Effect.Late ? delay : TimeSpan.Zero,
        };
    }

    public static Fault? OnArrival(Wanted wanted, ref Dice dice, DateTimeOffset from, DateTimeOffset to)
    {
        Arrival arrival = dice.Pick(Jobs.Arrivals);
        int hours = (int)arrival.Cadence.Step.TotalHours;
        int count = hours >= 24 ? dice.Whole(2, 3) : hours >= 6 ? dice.Whole(4, 8) : dice.Whole(14, 40);
        (DateTimeOffset First, DateTimeOffset Last)? span = Span(arrival.Cadence, count, ref dice, from, to);
        return span is null ? null : new Fault
        {
            Id = Id(wanted.Kind, arrival.Dataset.Name),
            Kind = wanted.Kind,
            Subject = arrival.Dataset.Subject,
            Effect = wanted.Effect,
            Arrival = arrival,
            First = span.Value.First,
            Last = span.Value.Last,
        };
    }

    /// <summary>A job of a development team that fails night after night while nobody looks.</summary>
    public static Fault? LongFailure(ref Dice dice, DateTimeOffset from, DateTimeOffset to)
    {
        Job job = Jobs.Named("ml_backtest");
        (DateTimeOffset First, DateTimeOffset Last)? span = Span(job.Cadence, dice.Whole(8, 14), ref dice, from, to);
        return span is null ? null : new Fault
        {
            Id = Id("run-failed", job.Name),
            Kind = "run-failed",
            Subject = job.Subject,
            Effect = Effect.Fails,
            Job = job,
            First = span.Value.First,
            Last = span.Value.Last,
        };
    }

    /// <summary>A job that needs two or three attempts nearly every time, from some day on.</summary>
    public static Fault? Flaky(ref Dice dice, DateTimeOffset from, SampleOptions options)
    {
        Job job = dice.Pick([Jobs.Named("silver_customers"), Jobs.Named("gold_sales"), Jobs.Named("pl_copy_erp_finance")]);
        DateTimeOffset first = from.AddDays(dice.Whole(0, Math.Min(6, (int)(FaultWindow.To(options) - from).TotalDays)));
        return new Fault
        {
            Id = Id("waste:retry-waste", job.Name),
            Kind = "waste:retry-waste",
            Subject = job.Subject,
            Effect = Effect.Retries,
            Job = job,
            First = first,
            Last = options.End,
        };
    }

    private static string Id(string kind, string name) => $"{kind.Replace("waste:", "", StringComparison.Ordinal)}.{name.Replace('/', '-')}";

    private static (DateTimeOffset First, DateTimeOffset Last)? Span(Cadence cadence, int count, ref Dice dice, DateTimeOffset from, DateTimeOffset to)
    {
        DateTimeOffset[] due = [.. cadence.Times(from, to)];
        if (due.Length < count)
        {
            return null;
        }

        int first = dice.Whole(0, due.Length - count);
        return (due[first], due[first + count - 1]);
    }

    private static bool Suits(Job job, Effect effect)
    {
        bool production = job.Platform.Key is not ("dev" or "test" or "dbt") && job.Cadence.Step <= TimeSpan.FromDays(1);
        bool starts = job.Group.Length == 0 || Jobs.All.First(j => j.Group == job.Group) == job;
        return production && effect switch
        {
            Effect.Late => starts && job.Cadence.Step >= TimeSpan.FromHours(6),
            Effect.Missing => starts,
            Effect.Slow => job.Minutes >= 4,
            Effect.WritesNothing => job.Outputs.Count > 0 && job.Platform.Key != "cron",
            Effect.Volume => job.Outputs.Count > 0 && job.Rows >= 1000,
            _ => true,
        };
    }

    /// <summary>Fewest and most runs touched: enough to matter, few enough to be repaired within two days.</summary>
    private static (int Low, int High) Count(TimeSpan step, Effect effect) => step.TotalHours switch
    {
        < 1 => effect == Effect.Fails ? (3, 10) : (8, 20),
        < 6 => effect is Effect.WritesNothing ? (7, 14) : (3, 7),
        < 24 => effect == Effect.Late ? (1, 1) : (2, 4),
        _ => effect is Effect.Late or Effect.Missing ? (1, 1) : (1, 2),
    };
}
