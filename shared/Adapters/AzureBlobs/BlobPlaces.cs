using Azure.Storage.Blobs;

namespace Observability.Adapters.AzureBlobs;

/// <summary>The containers that may be read. Names of blobs come in messages: nothing else is ever asked for, and no other host sees our credential.</summary>
public sealed class BlobPlaces(IReadOnlyList<BlobContainerClient> containers)
{
    /// <returns>null: it lies in none of the containers.</returns>
    public BlobClient? Find(string address)
    {
        foreach (BlobContainerClient container in containers)
        {
            string prefix = container.Uri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";
            if (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
                && uri.GetLeftPart(UriPartial.Path) is { } path
                && path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && Uri.UnescapeDataString(path[prefix.Length..]) is { Length: > 0 } name
                && !name.Split('/', '\\').Any(step => step is "." or ".."))
            {
                return container.GetBlobClient(name);
            }
        }

        return null;
    }
}
