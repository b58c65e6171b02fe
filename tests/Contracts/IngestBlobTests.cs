using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Observability.Adapters.AzureBlobs;
using Observability.Core.Storage;

namespace Observability.Contracts;

/// <summary>A blob that cannot be read now is asked for again later; one that never can be is told.</summary>
public sealed class IngestBlobTests : IDisposable
{
    private static readonly Uri Container = new("https://account.blob.core.windows.net/exports");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-blob-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_identity_it_is_to_come_again()
    {
        StoreUnavailableException away = await Assert.ThrowsAsync<StoreUnavailableException>(() => Read(new BlobContainerClient(Container, new NoIdentity())).RunAsync($"{Container}/a.csv", Cancel));

        Assert.StartsWith($"{Container}/a.csv: a.csv: no identity is to be had here", away.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(null)]
    public async Task While_its_account_is_away_or_refuses_us_it_is_to_come_again(HttpStatusCode? status) =>
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Read(Answering(status)).RunAsync($"{Container}/a.csv", Cancel));

    [Fact]
    public async Task A_blob_that_is_gone_is_told() =>
        Assert.Equal("cannot be read: status 404", Assert.Single((await Read(Answering(HttpStatusCode.NotFound)).RunAsync($"{Container}/a.csv", Cancel)).Kept.Problems).Problem.TrimEnd());

    public void Dispose() => _folder.Delete(recursive: true);

    // Nothing is read of what does not come.
    private IngestBlob Read(BlobContainerClient container) => new(new BlobPlaces([container]), null!, _folder.FullName);

    /// <param name="status">null: none comes in time.</param>
    private static BlobContainerClient Answering(HttpStatusCode? status)
    {
        BlobClientOptions options = new() { Transport = new HttpClientTransport(new Answer(status)) };
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new(Container, options);
    }

    private sealed class Answer(HttpStatusCode? status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            status is { } given ? Task.FromResult(new HttpResponseMessage(given) { RequestMessage = request }) : throw new TaskCanceledException("A task was canceled.");
    }
}
