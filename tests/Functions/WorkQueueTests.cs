using System.Text;
using Azure.Storage.Blobs;
using Observability.Core.Cost;
using Observability.Emulators;
using Observability.Functions.Host;
using Status = Observability.Functions.Host.Rpc.StatusResult.Types.Status;

namespace Observability.Functions;

/// <summary>Messages of the work queue: files of cost exports are read, and what can never be done ends as a dead letter, not as a crash.</summary>
public sealed class WorkQueueTests(Azurite azurite)
{
    private const string Bill = """
        BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription,ChargePeriodEnd,ChargePeriodStart,EffectiveCost,ProviderName,ServiceName,SubAccountId,SubAccountName
        12.50,acct,USD,2026-12-01T00:00:00Z,2026-11-01T00:00:00Z,Usage,,compute,2026-11-21T00:00:00Z,2026-11-20T00:00:00Z,12.50,Microsoft,Virtual Machines,sub-data,Data platform
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_written_file_of_a_cost_export_is_read_into_the_ledger_whether_its_event_is_plain_or_base64(bool base64)
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        BlobContainerClient exports = new(estate.Connection, "exports");
        await exports.CreateAsync(cancellationToken: Cancel);
        await exports.UploadBlobAsync("daily/part 1.csv", new BinaryData(Bill), Cancel);
        estate.Settings["OBS_EXPORTS"] = exports.Uri.ToString();
        await using Worker worker = await estate.StartAsync();
        string message = Written(exports.GetBlobClient("daily/part 1.csv").Uri);

        for (int time = 0; time < 2; time++)
        {
            Assert.Equal(Status.Success, (await worker.MessageAsync(base64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(message)) : message)).Result.Status);
        }

        DayCost day = Assert.Single(await estate.Service.Ledger.DaysAsync(new(2026, 11, 1), new(2026, 11, 30), Cancel).ToListAsync(Cancel));
        Assert.Equal([new("USD", 12.50m)], day.Totals());
        Assert.Equal("", await estate.DeadAsync());
    }

    [Theory]
    [InlineData("not json, not base64", "is neither JSON nor base64 of it")]
    [InlineData("bm90IGpzb24=", "is no JSON")]
    [InlineData("{\"work\":\"dance\"}", "is neither work of ours")]
    [InlineData("[]", "is an empty list")]
    [InlineData("EVENT https://elsewhere.example/exports/a.csv", "lies in no container that this service reads")]
    [InlineData("EVENT EXPORTS/gone.csv", "cannot be read: status 404 BlobNotFound")]
    [InlineData("EVENT EXPORTS/../secrets/a.csv", "lies in no container that this service reads")]
    public async Task A_message_that_can_never_be_done_is_a_dead_letter_with_the_reason(string message, string reason)
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        BlobContainerClient exports = new(estate.Connection, "exports");
        await exports.CreateAsync(cancellationToken: Cancel);
        estate.Settings["OBS_EXPORTS"] = exports.Uri.ToString();
        await using Worker worker = await estate.StartAsync();
        string sent = message.StartsWith("EVENT ", StringComparison.Ordinal) ? Written(new(message["EVENT ".Length..].Replace("EXPORTS", exports.Uri.ToString(), StringComparison.Ordinal))) : message;

        Assert.Equal(Status.Success, (await worker.MessageAsync(sent)).Result.Status);

        string dead = await estate.DeadAsync();
        Assert.StartsWith("work-queue ", dead, StringComparison.Ordinal);
        Assert.Contains(reason, dead, StringComparison.Ordinal);
    }

    private static string Written(Uri blob) => $$"""
        {"topic":"/subscriptions/made-up","subject":"/blobServices/default/containers/exports/blobs/a.csv","eventType":"Microsoft.Storage.BlobCreated","id":"1","data":{"api":"PutBlob","url":"{{blob.OriginalString}}"},"dataVersion":"","metadataVersion":"1","eventTime":"2026-11-21T08:00:00Z"}
        """;
}
