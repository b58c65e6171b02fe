using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Observability.Core.OwnCost;

/// <summary>What the service was counted to do on Azure, over stretches of simulated time: the file <c>counts.json</c> beside this, which a long test writes.</summary>
/// <param name="Measured">Day of the measurement.</param>
/// <param name="Command">What measures it again.</param>
/// <param name="LatencySeconds">How long each request to storage took.</param>
/// <param name="Stretches">With events as they come, minute by minute; at least two, of different numbers of jobs; the last may be shorter.</param>
/// <param name="OneByOne">With a call for each event.</param>
/// <param name="Growth">What series grow by, over days.</param>
/// <param name="Sample">A short one, which tests measure again: when it changes, the others are to be measured again.</param>
/// <param name="Emulator">What the storage emulator was asked in a stretch, by service and kind: as many requests of tables as were counted without it.</param>
public sealed record OwnCounts(
    string Measured, string Command, double LatencySeconds, IReadOnlyList<OwnStretch> Stretches, OwnStretch OneByOne, OwnGrowth Growth, OwnStretch Sample, OwnEmulated Emulator)
{
    private const string Resource = "Observability.Core.OwnCost.counts.json";

    /// <summary>The two stretches between which an estate lies, or which are nearest to it; few jobs first.</summary>
    public (OwnStretch Few, OwnStretch Many) Around(int jobs)
    {
        OwnStretch[] all = [.. Stretches.OrderBy(s => s.Jobs)];
        int many = Math.Clamp(Array.FindIndex(all, s => s.Jobs >= jobs) is var at && at < 0 ? all.Length : at, 1, all.Length - 1);
        return (all[many - 1], all[many]);
    }

    /// <summary>As the file has them.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OwnCostJson.Default.OwnCounts);

    /// <summary>The counts of this build.</summary>
    public static OwnCounts Shipped()
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize(file, OwnCostJson.Default.OwnCounts)!;
    }
}

/// <summary>A stretch of simulated time: jobs that run hourly, told of at start and end, with a tick each minute.</summary>
/// <param name="Runs">That ended within it, about.</param>
/// <param name="Calls">That brought events.</param>
/// <param name="CallSeconds">Of all of them together, waits for storage included.</param>
/// <param name="CallRequests">That they sent to storage.</param>
/// <param name="LogBytes">Of rows for Log Analytics, as it bills them: the text of the columns.</param>
/// <param name="StoredBytes">At rest after it, by table without its day or month.</param>
public sealed record OwnStretch(
    int Jobs, double Hours, long Runs, long Events, long Calls, double CallSeconds, long CallRequests, long Ticks, double TickSeconds, long TickRequests,
    long LogRows, long LogBytes, IReadOnlyDictionary<string, long> StoredBytes)
{
    /// <summary>Requests to storage of calls and ticks.</summary>
    [JsonIgnore]
    public long Requests => CallRequests + TickRequests;
}

/// <summary>Series at rest at two times, days apart: the newest points of a series are rewritten, and what is older is added to.</summary>
/// <param name="Runs">That ended between the two.</param>
/// <param name="BytesBefore">Of all series at the first time.</param>
public sealed record OwnGrowth(int Jobs, long Runs, long BytesBefore, long BytesAfter)
{
    [JsonIgnore]
    public double BytesPerRun => (double)(BytesAfter - BytesBefore) / Runs;
}

/// <param name="Bytes">Of bodies, both ways.</param>
public sealed record OwnEmulated(int Jobs, double Hours, IReadOnlyDictionary<string, long> Requests, long Bytes);
