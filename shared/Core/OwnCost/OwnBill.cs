namespace Observability.Core.OwnCost;

/// <summary>What the service itself costs a month on Azure: counts × prices.</summary>
/// <remarks>
/// An instance is billed for its memory while any call runs in it, for a second at least. Ticks, calls and messages are taken not to overlap, but for single events, which come at
/// random: with λ calls a second of w seconds each, an instance is busy 1 − e^(−λw) of the time. Storage is what is kept once retention is full.
/// Source: Microsoft, <i>Azure Functions Flex Consumption plan hosting</i>, 2025.
/// </remarks>
public static class OwnBill
{
    private const double MonthMinutes = 365.25 * 24 * 60 / 12;
    private const double MonthDays = 365.25 / 12;
    private const double Giga = 1 << 30;

    // As in the app: from so many due subjects a tick on, each of so many shards is a message; three subjects are due for a run.
    private const int SharedFrom = 2000;
    private const int Shards = 8;
    private const int DuePerRun = 3;

    // As in the app: a look is asked for at most that often.
    private const double LookMinutes = 5;

    /// <summary>The lines, in order of what they are for; their sum is the bill.</summary>
    public static IReadOnlyList<OwnLine> Of(OwnPlan plan, OwnCounts counts, OwnPrices prices)
    {
        OwnRates rates = OwnRates.Of(counts, plan.Jobs);
        Ingest ingest = IngestOf(plan, rates, prices.FunctionLeastSeconds);
        double runs = plan.RunsPerMinute * MonthMinutes;
        double messages = plan.RunsPerMinute * DuePerRun >= SharedFrom ? Shards * MonthMinutes : 0;
        double looks = Math.Min(1 / LookMinutes, ingest.CallsPerMinute) * MonthMinutes; // asked for after something came
        double work = (Least(rates.TickSeconds + (messages > 0 ? 0 : rates.TickSecondsPerRun * plan.RunsPerMinute), prices) * MonthMinutes)
            + (messages > 0 ? Least(rates.TickSeconds + (rates.TickSecondsPerRun * plan.RunsPerMinute), prices) * MonthMinutes : 0)
            + (Least(rates.TickSeconds, prices) * looks);
        double gbSeconds = (work * plan.WorkMemoryMb / 1024) + (ingest.Seconds * (plan.Split ? OwnPlan.IngestMemoryMb : plan.WorkMemoryMb) / 1024);
        double executions = MonthMinutes + looks + messages + (ingest.CallsPerMinute * MonthMinutes);
        double tables = (rates.TickRequests * (MonthMinutes + looks)) + (rates.TickRequestsPerRun * runs) + (ingest.RequestsPerMinute * MonthMinutes);
        double logs = plan.Logs ? ((rates.LogBytesPerDay * MonthDays) + (rates.LogBytesPerRun * runs)) / 1e9 : 0;
        double hub = plan.By == EventsBy.Hub ? 1 : 0;
        OwnHostRequests host = prices.HostRequests;
        double blobWrites = (host.TimerWrites + (hub * host.HubLists)) * MonthMinutes;
        double blobOthers = (host.TimerLeases + (hub * ((host.HubOthersPerPartition * OwnPlan.HubPartitions) + (host.HubOthersPerBatch * ingest.CallsPerMinute)))) * MonthMinutes;
        double queues = (host.QueuePolls * MonthMinutes) + (3 * (looks + messages)); // put, get, delete
        double stored = OwnStorage.Bytes(plan, counts) / Giga;
        return
        [
            new("functions: seconds of instances", "GB-s", gbSeconds, (decimal)Over(gbSeconds, prices.FunctionFreeGbSeconds) * prices.FunctionGbSecond),
            new("functions: executions", "", executions, (decimal)Over(executions, prices.FunctionFreeExecutions) / 1_000_000 * prices.FunctionMillionExecutions),
            new("tables: requests", "", tables, (decimal)tables / 10_000 * prices.TableTenThousand),
            new("tables: at rest", "GB", stored, (decimal)stored * prices.TableGbMonth),
            new("queue: requests", "", queues, (decimal)queues / 10_000 * prices.QueueTenThousand),
            new("blobs: requests of the host", "", blobWrites + blobOthers, ((decimal)blobWrites / 10_000 * prices.BlobWriteTenThousand) + ((decimal)blobOthers / 10_000 * prices.BlobOtherTenThousand)),
            new("event hub", "events", hub * ingest.Events, (decimal)hub * ((decimal)(MonthMinutes / 60) * prices.HubUnitHour + (decimal)ingest.Events / 1_000_000 * prices.HubMillionEvents)),
            new("log rows", "GB", logs, (decimal)Over(logs, prices.LogFreeGb) * prices.LogGb),
        ];
    }

    private static Ingest IngestOf(OwnPlan plan, OwnRates rates, double least)
    {
        double perMinute = plan.EventsPerMinute;
        double events = perMinute * MonthMinutes;
        if (plan.By == EventsBy.OneByOne)
        {
            double busy = 1 - Math.Exp(-perMinute / 60 * Math.Max(least, rates.AloneSeconds));
            return new(perMinute, busy * MonthMinutes * 60, perMinute * rates.AloneRequests, events);
        }

        double most = plan.By == EventsBy.Hub ? OwnPlan.HubPartitions * 60 / OwnPlan.HubWaitSeconds : 1;
        double calls = Math.Min(perMinute, Math.Max(most, perMinute / OwnPlan.EventsPerCall));
        double seconds = calls == 0 ? 0 : calls * Math.Max(least, rates.CallSeconds + (rates.CallSecondsPerEvent * perMinute / calls));
        return new(calls, seconds * MonthMinutes, (calls * rates.CallRequests) + (perMinute * rates.CallRequestsPerEvent), events);
    }

    private static double Least(double seconds, OwnPrices prices) => Math.Max(seconds, prices.FunctionLeastSeconds);

    private static double Over(double quantity, decimal free) => Math.Max(0, quantity - (double)free);

    private sealed record Ingest(double CallsPerMinute, double Seconds, double RequestsPerMinute, double Events);
}
