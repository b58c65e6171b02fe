using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Observability.Adapters.AzureAccess;
using Observability.Adapters.Files;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Adapters.AzureBlobs;

/// <summary>Reads one blob in any format that files may have. It lies in a file while it is read, since some formats are read by place.</summary>
/// <param name="scratch">Folder for that file.</param>
public sealed class IngestBlob(BlobPlaces places, IngestInput ingest, string scratch)
{
    /// <summary>Longest blob that is read, in bytes.</summary>
    public const long MostBytes = 4L * 1024 * 1024 * 1024;

    private static long _files;

    /// <summary>What became of it; a format of null: it is none of ours, as the manifests beside exports are.</summary>
    /// <exception cref="StoreUnavailableException">The blob's account, or the store, is away: again later.</exception>
    public async Task<Ingested> RunAsync(string address, CancellationToken cancel)
    {
        if (places.Find(address) is not { } blob)
        {
            return Bad(address, "lies in no container that this service reads");
        }

        string path = Path.Combine(Directory.CreateDirectory(scratch).FullName, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Interlocked.Increment(ref _files)}.blob"));
        try
        {
            return await FetchAsync(blob, path, cancel).ConfigureAwait(false) is { } problem ? Bad(address, problem) : await ReadAsync(InputFile.Of(path, address), cancel).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<Ingested> ReadAsync(Input input, CancellationToken cancel)
    {
        if (InputFile.HeadOf(input, out BadInput? problem) is not { } head)
        {
            return new(input.Name, null, new(0, 0, 1, 0, [problem!]));
        }

        IFormat? format = Recogniser.Find(head, Formats.All);
        return new(input.Name, format?.Name, format is null ? Kept.None : await ingest.RunAsync(format, input, null, cancel).ConfigureAwait(false));
    }

    /// <returns>null when the file is there; else why it never will be.</returns>
    private static async Task<string?> FetchAsync(BlobClient blob, string path, CancellationToken cancel)
    {
        try
        {
            long length = (await blob.GetPropertiesAsync(null, cancel).ConfigureAwait(false)).Value.ContentLength;
            if (length > MostBytes)
            {
                return $"has {length} bytes, at most {MostBytes} are read";
            }

            await blob.DownloadToAsync(path, cancel).ConfigureAwait(false);
            return null;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return $"cannot be read: status {e.Status} {e.ErrorCode}";
        }
        catch (RequestFailedException e) when (e.Status > 0)
        {
            throw new StoreUnavailableException(blob.Uri.GetLeftPart(UriPartial.Path), $"status {e.Status} {e.ErrorCode}".TrimEnd(), e);
        }
        catch (Exception e) when (e is not IOException && AzureAnswer.OfTrouble(e, blob.Name, cancel) is { } trouble)
        {
            throw new StoreUnavailableException(blob.Uri.GetLeftPart(UriPartial.Path), trouble.Message, e);
        }
    }

    private static Ingested Bad(string address, string problem) => new(address, null, new(0, 0, 1, 0, [new(SafeText.Cut(address, 500), 0, 0, "", problem)]));
}
