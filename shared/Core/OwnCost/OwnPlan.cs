using Observability.Core.Configuration;

namespace Observability.Core.OwnCost;

/// <summary>How events come.</summary>
public enum EventsBy
{
    /// <summary>Collected by the sender, or in a queue: a call a minute, of at most 1,000 events.</summary>
    Batch,

    /// <summary>Over Event Hubs Standard, one throughput unit, four partitions, a batch of each every minute at most (host.json).</summary>
    Hub,

    /// <summary>A call for each event, at its own time.</summary>
    OneByOne,
}

/// <summary>What is to be reckoned: an estate and a way to host it.</summary>
/// <param name="Jobs">That run once an hour, spread over it; two events a run.</param>
/// <param name="Retention">How long things are kept; storage is reckoned as it is when all of that is full.</param>
/// <param name="WorkMemoryMb">Of an instance that works; 512, 2048 or 4096.</param>
/// <param name="Split">Whether what takes in runs in 512 MB of its own.</param>
/// <param name="Logs">Whether rows go to Log Analytics.</param>
public sealed record OwnPlan(int Jobs, EventsBy By, RetentionSettings Retention, int WorkMemoryMb = 2048, bool Split = true, bool Logs = true)
{
    public const int IngestMemoryMb = 512;
    public const int EventsPerCall = 1000;
    public const int HubPartitions = 4;
    public const double HubWaitSeconds = 60;

    /// <summary>The same at the end of its first month, when nothing is older than that.</summary>
    public OwnPlan InFirstMonth => this with { Retention = new() { Raw = First(Retention.Raw), Runs = First(Retention.Runs), Incidents = First(Retention.Incidents), Ledger = First(Retention.Ledger) } };

    public double RunsPerMinute => Jobs / 60.0;

    public double EventsPerMinute => 2 * RunsPerMinute;

    private static TimeSpan First(TimeSpan kept) => kept < TimeSpan.FromDays(31) ? kept : TimeSpan.FromDays(31);
}

/// <summary>One line of what the service costs a month.</summary>
/// <param name="Quantity">Before what is free.</param>
public sealed record OwnLine(string What, string Unit, double Quantity, decimal Cost);
