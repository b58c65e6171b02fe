using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Azure.Core;
using Observability.Adapters.Azure;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Ingestion.Azure;

namespace Observability.Adapters.AzureResources;

/// <summary>Lists all resources by Azure Resource Graph, from the beginning each time.</summary>
public sealed class ResourceGraph(SourceSettings settings, TokenCredential credential, AzureConnection connection) : ICollector
{
    private const string Ask = "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01";
    private const string All = "resources | project id, name, type, location, sku, tags, managedBy | order by id asc";

    /// <summary>Resources a page: well under the size of a document that is read as a whole.</summary>
    private const int AtOnce = 500;

    private readonly AzureRest _arm = new(credential, new Uri("https://management.azure.com/"), "Reader", connection);
    private readonly AzureSubscriptions _subscriptions = new(credential, connection);

    public string Name => settings.Name;

    public TimeSpan Every => settings.Rounds();

    public async IAsyncEnumerable<Collected> CollectAsync(string? watermark, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<string> subscriptions = await _subscriptions.OfAsync(settings.Subscriptions, cancel).ConfigureAwait(false);
        int page = 0;
        await foreach ((BinaryData answer, bool last) in Pages.WalkAsync(token => _arm.PostAsync(Ask, Question(subscriptions, token, AtOnce), cancel), "$skipToken", "Azure Resource Graph", cancel).ConfigureAwait(false))
        {
            yield return new(new AzureInventory(), InMemory.Of($"{Name}/page-{++page}.json", answer), last ? TimeMark.Of(now) : watermark ?? "");
        }
    }

    public async Task<string> ReachAsync(CancellationToken cancel)
    {
        IReadOnlyList<string> subscriptions = await _subscriptions.OfAsync(settings.Subscriptions, cancel).ConfigureAwait(false);
        await _arm.PostAsync(Ask, Question(subscriptions, null, 1), cancel).ConfigureAwait(false);
        return $"{AzureSubscriptions.Words(subscriptions)} to be read";
    }

    private BinaryData Question(IReadOnlyList<string> subscriptions, string? token, int most)
    {
        JsonObject options = new() { ["$top"] = most, ["resultFormat"] = "objectArray" };
        if (token is not null)
        {
            options["$skipToken"] = token;
        }

        return BinaryData.FromString(new JsonObject
        {
            ["subscriptions"] = new JsonArray([.. subscriptions.Select(s => JsonValue.Create(s))]),
            ["query"] = settings.Where ?? All,
            ["options"] = options,
        }.ToJsonString());
    }
}
