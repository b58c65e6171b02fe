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

    [Fact]
    public async Task A_written_file_of_a_cost_export_is_read_into_the_ledger_once_whether_its_event_is_plain_or_base64()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        BlobContainerClient exports = new(estate.Connection, "exports");
        await exports.CreateAsync(cancellationToken: Cancel);
        await exports.UploadBlobAsync("daily/part 1.csv", new BinaryData(Bill), Cancel);
        estate.Settings["OBS_EXPORTS"] = exports.Uri.ToString();
        await using Worker worker = await estate.StartAsync();
        string message = Written(exports.GetBlobClient("daily/part 1.csv").Uri.AbsoluteUri);

        foreach (string sent in new[] { Convert.ToBase64String(Encoding.UTF8.GetBytes(message)), message })
        {
            Assert.Equal(Status.Success, (await worker.MessageAsync(sent)).Result.Status);
        }

        DayCost day = Assert.Single(await estate.Service.Ledger.DaysAsync(new(2026, 11, 1), new(2026, 11, 30), Cancel).ToListAsync(Cancel));
        Assert.Equal([new("USD", 12.50m)], day.Totals());
        Assert.Equal("", await estate.DeadAsync());
    }

    [Fact]
    public async Task A_message_that_can_never_be_done_is_a_dead_letter_with_the_reason()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        BlobContainerClient exports = new(estate.Connection, "exports");
        await exports.CreateAsync(cancellationToken: Cancel);
        estate.Settings["OBS_EXPORTS"] = exports.Uri.ToString();
        await using Worker worker = await estate.StartAsync();
        (string Message, string Reason)[] bad =
        [
            ("not json, not base64", "is neither JSON nor base64 of it"),
            ("bm90IGpzb24=", "is no JSON"),
            ("""{"work":"dance"}""", "is neither work of ours"),
            ("[]", "is an empty list"),
            (Written("https://elsewhere.example/exports/a.csv"), "elsewhere.example/exports/a.csv: lies in no container that this service reads"),
            (Written($"{exports.Uri}/gone.csv"), "cannot be read: status 404 BlobNotFound"),
            (Written($"{exports.Uri}/..%2Fsecrets/b.csv"), "secrets/b.csv: lies in no container that this service reads"),
            (Written($"{exports.Uri}/../secrets/a.csv"), "secrets/a.csv: lies in no container that this service reads"),
        ];

        foreach ((string message, _) in bad)
        {
            Assert.Equal(Status.Success, (await worker.MessageAsync(message)).Result.Status);
        }

        string dead = await estate.DeadAsync();
        Assert.All(bad, one => Assert.Contains(one.Reason, dead, StringComparison.Ordinal));
        Assert.Equal(bad.Length, dead.Count(c => c == '\n'));
    }

    private static string Written(string blob) => $$"""
        {"topic":"/subscriptions/made-up","subject":"/blobServices/default/containers/exports/blobs/a.csv","eventType":"Microsoft.Storage.BlobCreated","id":"1","data":{"api":"PutBlob","url":"{{blob}}"},"dataVersion":"","metadataVersion":"1","eventTime":"2026-11-21T08:00:00Z"}
        """;
}
