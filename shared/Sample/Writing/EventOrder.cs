using Observability.Sample.Running;

namespace Observability.Sample.Writing;

internal enum EventType
{
    START,
    RUNNING,
    COMPLETE,
    FAIL,
    ABORT,
}

/// <summary>One event, and when it was received.</summary>
internal readonly record struct RunEvent(Run Run, EventType Type, DateTimeOffset Time, DateTimeOffset Received);

/// <summary>The events of runs in the order in which they were received: nearly that of their times; a few come late, a few twice.</summary>
internal static class EventOrder
{
    private const double LateShare = 0.006;
    private const double TwiceShare = 0.004;

    public static IReadOnlyList<RunEvent> Of(SampleOptions options, IEnumerable<Run> runs)
    {
        List<RunEvent> events = [];
        foreach (Run run in runs.Where(r => r.Job?.Platform.Key != "cron"))
        {
            Dice dice = Dice.For(options.Seed, "order" + run.Subject, run.Start.UtcTicks + run.Attempt);
            foreach ((EventType type, DateTimeOffset time) in Life(run))
            {
                Add(events, new(run, type, time, time.AddMilliseconds(dice.Whole(5, 400))), ref dice, options.End);
            }
        }

        // A stable order: equal times keep the order of the runs.
        return [.. events.OrderBy(e => e.Received)];
    }

    private static IEnumerable<(EventType Type, DateTimeOffset Time)> Life(Run run)
    {
        yield return (EventType.START, run.Start);
        if (run.End - run.Start > TimeSpan.FromMinutes(20))
        {
            yield return (EventType.RUNNING, run.Start + Running.RunShape.Whole((run.End - run.Start) / 2));
        }

        yield return (run.Status switch { Status.Succeeded => EventType.COMPLETE, Status.Failed => EventType.FAIL, _ => EventType.ABORT }, run.End);
    }

    private static void Add(List<RunEvent> events, RunEvent received, ref Dice dice, DateTimeOffset end)
    {
        double late = dice.Unit();
        if (late < LateShare)
        {
            received = received with { Received = received.Received.AddSeconds(dice.Whole(2, 240)) };
        }

        if (received.Received < end)
        {
            events.Add(received);
        }

        DateTimeOffset again = received.Received.AddSeconds(dice.Whole(1, 60));
        if (late > 1 - TwiceShare && again < end)
        {
            events.Add(received with { Received = again });
        }
    }
}
