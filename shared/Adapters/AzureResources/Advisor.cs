using System.Runtime.CompilerServices;
using Azure.Core;
using Observability.Adapters.Azure;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Ingestion.Azure;

namespace Observability.Adapters.AzureResources;

/// <summary>Lists the cost recommendations of Azure Advisor, from the beginning each time.</summary>
public sealed class Advisor(SourceSettings settings, TokenCredential credential, AzureConnection connection) : ICollector
{
    private readonly AzureRest _arm = new(credential, new Uri("https://management.azure.com/"), "Reader", connection);
    private readonly AzureSubscriptions _subscriptions = new(credential, connection);

    public string Name => settings.Name;

    public TimeSpan Every => settings.Rounds();

    public async IAsyncEnumerable<Collected> CollectAsync(string? watermark, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (string subscription in await _subscriptions.OfAsync(settings.Subscriptions, cancel).ConfigureAwait(false))
        {
            int page = 0;
            await foreach ((BinaryData answer, _) in Pages.WalkAsync(link => _arm.GetAsync(link ?? First(subscription), cancel), "nextLink", "Azure Advisor", cancel).ConfigureAwait(false))
            {
                yield return new(new AzureAdvisor(), InMemory.Of($"{Name}/{subscription}/page-{++page}.json", answer), TimeMark.Of(now));
            }
        }
    }

    public async Task<string> ReachAsync(CancellationToken cancel)
    {
        IReadOnlyList<string> subscriptions = await _subscriptions.OfAsync(settings.Subscriptions, cancel).ConfigureAwait(false);
        await _arm.GetAsync(First(subscriptions[0]) + "&$top=1", cancel).ConfigureAwait(false);
        return $"{AzureSubscriptions.Words(subscriptions)} to be read";
    }

    private static string First(string subscription) => $"/subscriptions/{subscription}/providers/Microsoft.Advisor/recommendations?api-version=2023-01-01&$filter=Category%20eq%20%27Cost%27";
}
