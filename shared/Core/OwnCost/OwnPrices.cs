using System.Reflection;
using System.Text.Json;

namespace Observability.Core.OwnCost;

/// <summary>What Azure asks for what the service uses: the file <c>prices.json</c> beside this. List prices without discounts; a region may differ.</summary>
/// <param name="Day">On which they were written down.</param>
/// <param name="Sources">Where each comes from.</param>
/// <param name="HostRequests">What the host of functions asks of storage by itself, a minute.</param>
public sealed record OwnPrices(
    string Day, string Currency, string Region, IReadOnlyList<string> Sources,
    decimal FunctionGbSecond, decimal FunctionFreeGbSeconds, decimal FunctionMillionExecutions, decimal FunctionFreeExecutions, double FunctionLeastSeconds,
    decimal TableGbMonth, decimal TableTenThousand, decimal QueueTenThousand, decimal BlobWriteTenThousand, decimal BlobOtherTenThousand,
    decimal HubUnitHour, decimal HubMillionEvents,
    decimal LogGb, decimal LogFreeGb,
    OwnHostRequests HostRequests)
{
    private const string Resource = "Observability.Core.OwnCost.prices.json";

    /// <summary>The prices of this build.</summary>
    public static OwnPrices Shipped()
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        return Read(file);
    }

    /// <exception cref="JsonException">It is no such file; the message says where.</exception>
    public static OwnPrices Read(Stream file) => JsonSerializer.Deserialize(file, OwnCostJson.Default.OwnPrices) ?? throw new JsonException("expected an object, found null");
}

/// <summary>Operations of the functions host a minute, while an instance is there. Blobs are written and listed at one price, leased and marked at another.</summary>
/// <param name="TimerWrites">Status of the timer.</param>
/// <param name="TimerLeases">That one instance alone has the timer.</param>
/// <param name="QueuePolls">Of a queue in which there is nothing.</param>
/// <param name="HubLists">Who owns which partition.</param>
/// <param name="HubOthersPerPartition">Ownership of a partition.</param>
/// <param name="HubOthersPerBatch">Checkpoint of a batch.</param>
public sealed record OwnHostRequests(double TimerWrites, double TimerLeases, double QueuePolls, double HubLists, double HubOthersPerPartition, double HubOthersPerBatch);
