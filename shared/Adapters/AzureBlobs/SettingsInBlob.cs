using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Observability.Adapters.AzureAccess;
using Observability.Adapters.Yaml;
using Observability.Core.Collectors;
using Observability.Core.Configuration;

namespace Observability.Adapters.AzureBlobs;

/// <summary>Settings in a blob, told apart by its ETag: asked for at every tick, sent only when changed.</summary>
public sealed class SettingsInBlob(BlobClient blob, Secrets secrets) : SettingsPlace(secrets)
{
    private const string Role = "Storage Blob Data Reader";

    public override string Place => blob.Name;

    public override async Task<SettingsText?> ReadAsync(string? unless, CancellationToken cancel)
    {
        BlobDownloadOptions ask = new() { Conditions = unless is null ? null : new BlobRequestConditions { IfNoneMatch = new ETag(unless) } };
        try
        {
            Response<BlobDownloadResult> answer = await blob.DownloadContentAsync(ask, cancel).ConfigureAwait(false);
            return answer.GetRawResponse().Status == 304 ? null : new(TextOf(answer.Value.Content.ToArray(), Place), answer.Value.Details.ETag.ToString());
        }
        catch (RequestFailedException e) when (e.Status == 304)
        {
            return null;
        }
        catch (RequestFailedException e) when (e.Status > 0)
        {
            throw AzureAnswer.Failed(e.Status, e.ErrorCode ?? "", What, Role, null);
        }
        catch (Exception e) when (AzureAnswer.OfTrouble(e, What, cancel) is not null)
        {
            throw AzureAnswer.OfTrouble(e, What, cancel)!;
        }
    }

    /// <summary>Writes a text over what was read before; the version before it stays where the account keeps versions.</summary>
    /// <param name="over">Tag of what was read; null: there was nothing.</param>
    /// <returns>False when it was changed by somebody else meanwhile; nothing is written then.</returns>
    /// <exception cref="SourceFailedException">It cannot be written.</exception>
    public async Task<bool> WriteAsync(string text, string? over, CancellationToken cancel)
    {
        BlobUploadOptions how = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/yaml" },
            Conditions = over is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(over) },
        };
        try
        {
            await blob.UploadAsync(BinaryData.FromString(text), how, cancel).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
        catch (RequestFailedException e) when (e.Status > 0)
        {
            throw AzureAnswer.Failed(e.Status, e.ErrorCode ?? "", What, "Storage Blob Data Contributor", null);
        }
        catch (Exception e) when (AzureAnswer.OfTrouble(e, What, cancel) is not null)
        {
            throw AzureAnswer.OfTrouble(e, What, cancel)!;
        }
    }

    private string What => $"{blob.Uri.Host}/{blob.BlobContainerName}/{blob.Name}";
}
