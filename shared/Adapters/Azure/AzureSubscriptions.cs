using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using Observability.Core.Collectors;

namespace Observability.Adapters.Azure;

/// <summary>The subscriptions that an identity may read.</summary>
internal sealed class AzureSubscriptions(TokenCredential credential, AzureConnection connection)
{
    public static string Words(IReadOnlyList<string> subscriptions) => subscriptions.Count == 1 ? "1 subscription" : $"{subscriptions.Count} subscriptions";

    /// <param name="given">Those of the settings; without any, all that the identity may read.</param>
    /// <exception cref="SourceFailedException">They cannot be listed, or there is none.</exception>
    public async Task<IReadOnlyList<string>> OfAsync(IReadOnlyList<string> given, CancellationToken cancel)
    {
        if (given.Count > 0)
        {
            return given;
        }

        const string What = "management.azure.com/subscriptions";
        List<string> found = [];
        try
        {
            ArmClientOptions options = new() { Transport = connection.Transport };
            options.Retry.Delay = connection.FirstDelay;
            await foreach (SubscriptionResource subscription in new ArmClient(credential, null, options).GetSubscriptions().GetAllAsync(cancel).ConfigureAwait(false))
            {
                found.Add(subscription.Data.SubscriptionId);
            }
        }
        catch (global::Azure.RequestFailedException e) when (e.Status > 0)
        {
            throw AzureAnswer.Failed(e.Status, e.ErrorCode ?? "", What, "Reader", null);
        }
        catch (Exception e) when (AzureAnswer.OfTrouble(e, What, cancel) is not null)
        {
            throw AzureAnswer.OfTrouble(e, What, cancel)!;
        }

        found.Sort(StringComparer.Ordinal);
        return found.Count > 0 ? found : throw new SourceFailedException(SourceFailure.Permission, $"{What}: the identity sees no subscription; give it the role \"Reader\" on those to be read");
    }
}
