using Azure.Storage.Blobs;
using Observability.Adapters.AzureBlobs;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Emulators;

namespace Observability.Contracts;

public sealed class SettingsInBlobTests(Azurite azurite) : IClassFixture<Azurite>
{
    private static int _blobs;

    [Fact]
    public async Task What_was_written_is_read_once_until_it_changes()
    {
        SettingsInBlob blob = await BlobAsync();
        Assert.True(await blob.WriteAsync("a: 1", null, Cancel));
        SettingsText first = (await blob.ReadAsync(null, Cancel))!;

        Assert.Equal("a: 1", first.Text);
        Assert.Null(await blob.ReadAsync(first.Tag, Cancel));
        Assert.True(await blob.WriteAsync("a: 2", first.Tag, Cancel));
        Assert.Equal("a: 2", (await blob.ReadAsync(first.Tag, Cancel))!.Text);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_written_over()
    {
        SettingsInBlob blob = await BlobAsync();
        await blob.WriteAsync("a: 1", null, Cancel);
        string read = (await blob.ReadAsync(null, Cancel))!.Tag;
        await blob.WriteAsync("a: 2", read, Cancel);

        Assert.False(await blob.WriteAsync("a: 3", read, Cancel));
        Assert.False(await blob.WriteAsync("a: 3", null, Cancel));
        Assert.Equal("a: 2", (await blob.ReadAsync(null, Cancel))!.Text);
    }

    [Fact]
    public async Task A_blob_that_is_not_there_is_named()
    {
        SourceFailedException failed = await Assert.ThrowsAsync<SourceFailedException>(async () => await (await BlobAsync()).ReadAsync(null, Cancel));

        Assert.Equal(SourceFailure.Missing, failed.Failure);
        Assert.Contains("observability.yaml: 404", failed.Message);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<SettingsInBlob> BlobAsync()
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        BlobContainerClient container = new(azurite.ConnectionString, $"config-{Interlocked.Increment(ref _blobs)}");
        await container.CreateIfNotExistsAsync(cancellationToken: Cancel);
        return new(container.GetBlobClient("observability.yaml"), new Secrets(_ => null, _ => null));
    }
}
