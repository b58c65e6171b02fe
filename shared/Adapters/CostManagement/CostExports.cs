using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Observability.Adapters.Azure;
using Observability.Adapters.DuckDb;
using Observability.Adapters.Files;
using Observability.Core.Collectors;
using Observability.Core.Configuration;

namespace Observability.Adapters.CostManagement;

/// <summary>Cost Management exports as they come into a container: the files of each manifest, once all of them are there; files without a manifest by themselves.</summary>
public sealed class CostExports(SourceSettings settings, BlobContainerClient container) : ICollector
{
    private const string Role = "Storage Blob Data Reader";

    public string Name => settings.Name;

    public TimeSpan Every => settings.Rounds();

    /// <summary>Over a container of Blob storage, read as an identity.</summary>
    public static CostExports Of(SourceSettings settings, TokenCredential credential, AzureConnection connection)
    {
        BlobClientOptions options = new() { Transport = connection.Transport };
        options.Retry.Delay = connection.FirstDelay;
        return new(settings, new BlobContainerClient(new Uri(settings.Container!), credential, options));
    }

    public async IAsyncEnumerable<Collected> CollectAsync(string? watermark, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<ExportFile> files = await ListAsync(cancel).ConfigureAwait(false);
        ExportMark mark = ExportMark.Read(watermark);
        string scratch = Directory.CreateTempSubdirectory("obs-export-").FullName;
        try
        {
            foreach (ExportFile file in files.Where(mark.IsNews).OrderBy(f => f.Modified).ThenBy(f => f.Name, StringComparer.Ordinal))
            {
                ExportRun run = ExportRun.Of(file, files, file.IsManifest ? await TextAsync(file, cancel).ConfigureAwait(false) : "");
                mark = run.Lacks is null ? mark.Took(file) : mark.Waits(file, run.Lacks);
                foreach ((int i, ExportFile part) in run.Parts.Index())
                {
                    string path = Path.Combine(scratch, "part");
                    await DownloadAsync(part, path, cancel).ConfigureAwait(false);
                    yield return new(new FocusCsv(), InputFile.Of(path, $"{container.Name}/{part.Name}"), i == run.Parts.Count - 1 ? mark.Text : watermark ?? "");
                }

                watermark = mark.Text;
            }
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        yield return new(null, null, mark.Text);
        if (mark.Problem is { } problem)
        {
            throw new SourceFailedException(SourceFailure.Incomplete, problem);
        }
    }

    public async Task<string> ReachAsync(CancellationToken cancel)
    {
        List<ExportFile> files = await ListAsync(cancel).ConfigureAwait(false);
        return files.Count == 0 ? "the container is there, and holds nothing yet" : $"{files.Count} files, the newest of {files.Max(f => f.Modified).UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}";
    }

    private async Task<List<ExportFile>> ListAsync(CancellationToken cancel)
    {
        List<ExportFile> files = [];
        await TryAsync(
            "",
            async () =>
            {
                await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, settings.Prefix.Length == 0 ? null : settings.Prefix, cancel).ConfigureAwait(false))
                {
                    files.Add(new(blob.Name, blob.Properties.ContentLength ?? 0, blob.Properties.LastModified ?? default, blob.Properties.ETag.ToString() ?? ""));
                }
            },
            cancel).ConfigureAwait(false);
        return files;
    }

    private async Task<string> TextAsync(ExportFile file, CancellationToken cancel)
    {
        string text = "";
        await TryAsync(file.Name, async () => text = (await container.GetBlobClient(file.Name).DownloadContentAsync(cancel).ConfigureAwait(false)).Value.Content.ToString(), cancel).ConfigureAwait(false);
        return text;
    }

    private Task DownloadAsync(ExportFile file, string path, CancellationToken cancel) =>
        TryAsync(file.Name, () => container.GetBlobClient(file.Name).DownloadToAsync(path, cancel), cancel);

    private async Task TryAsync(string file, Func<Task> work, CancellationToken cancel)
    {
        string what = $"{container.Uri.Host}/{container.Name}{(file.Length == 0 ? "" : "/")}{file}";
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status > 0)
        {
            throw AzureAnswer.Failed(e.Status, e.ErrorCode ?? "", what, Role, e.GetRawResponse() is { } response ? AzureAnswer.RetryAfter(response.Headers) : null);
        }
        catch (Exception e) when (AzureAnswer.OfTrouble(e, what, cancel) is not null)
        {
            throw AzureAnswer.OfTrouble(e, what, cancel)!;
        }
    }
}
