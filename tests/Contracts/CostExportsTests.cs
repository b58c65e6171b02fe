using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.CostManagement;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Emulators;

namespace Observability.Contracts;

/// <summary>Cost Management exports as they come into a container of the storage emulator.</summary>
public sealed class CostExportsTests(Azurite azurite) : IClassFixture<Azurite>
{
    private static int _containers;

    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_run_counts_once_all_of_its_files_are_there()
    {
        BlobContainerClient container = await ContainerAsync();
        const string Folder = "focus/daily/20261101-20261130/202611020312/run";
        await Put(container, $"{Folder}/part_0_0001.csv", Bill(5));
        await Put(container, $"{Folder}/manifest.json", $$"""{"blobs":[{"blobName":"{{Folder}}/part_0_0001.csv"},{"blobName":"{{Folder}}/part_1_0001.csv"}]}""");
        SourceCollected half = await CollectAsync(container);
        await Put(container, $"{Folder}/part_1_0001.csv", Bill(7));
        SourceCollected whole = await CollectAsync(container);
        SourceCollected again = await CollectAsync(container);

        Assert.Equal((0L, SourceFailure.Incomplete), (half.Kept.Accepted, half.Failed!.Failure));
        Assert.Contains("part_1_0001.csv, which is not there", half.Failed.Message);
        Assert.Equal((2L, null), (whole.Kept.Accepted, whole.Failed));
        Assert.Equal(0, again.Pages);
        Assert.Equal(12m, await SumAsync());
    }

    [Fact]
    public async Task A_bill_without_a_manifest_counts_by_itself_and_a_later_one_of_the_same_day_replaces_it()
    {
        BlobContainerClient container = await ContainerAsync();
        await Put(container, "old/20261102T031200Z/bill.csv", Bill(5));
        await CollectAsync(container);
        await Put(container, "old/20261103T031200Z/bill.csv", Bill(6));
        await CollectAsync(container);

        Assert.Equal(6m, await SumAsync());
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_named()
    {
        SourceCollected collected = await CollectAsync(Service().GetBlobContainerClient("nowhere"));

        Assert.Equal(SourceFailure.Missing, collected.Failed!.Failure);
        Assert.Contains("/nowhere: 404", collected.Failed.Message);
    }

    private static string Bill(decimal cost) =>
        "BillingAccountId,SubAccountId,SubAccountName,ChargePeriodStart,ChargePeriodEnd,ServiceName,EffectiveCost,BilledCost,BillingCurrency,ChargeCategory\n"
        + $"b,s1,prod,2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,Storage,{cost},{cost},USD,Usage\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BlobServiceClient Service()
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        return new(azurite.ConnectionString);
    }

    private async Task<BlobContainerClient> ContainerAsync()
    {
        BlobContainerClient container = Service().GetBlobContainerClient($"exports-{Interlocked.Increment(ref _containers)}");
        await container.CreateAsync(cancellationToken: Cancel);
        return container;
    }

    private static Task Put(BlobContainerClient container, string name, string text) => container.GetBlobClient(name).UploadAsync(new BinaryData(Encoding.UTF8.GetBytes(text)), Cancel);

    private async Task<SourceCollected> CollectAsync(BlobContainerClient container)
    {
        Service service = Over();
        return (await service.Collect.CollectAsync(new CostExports(new() { Name = "bills", Type = SourceType.AzureCostExport }, container), Cancel))!;
    }

    private async Task<decimal> SumAsync() =>
        (await Over().Ledger.DaysAsync(new(2026, 11, 1), new(2026, 11, 2), Cancel).ToListAsync(Cancel)).Sum(d => d.Items.Sum(i => i.Effective));

    private Service Over() => new(new Surroundings { Store = _store, Time = new FakeTimeProvider(new(2026, 11, 4, 0, 0, 0, TimeSpan.Zero)) });
}
