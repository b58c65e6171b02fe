using Azure.Data.Tables;
using Observability.Adapters.AzureTables;
using Observability.Core.Storage;
using Observability.Emulators;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Observability.Contracts.AzureTables;

public sealed class AzureTablesStoreTests(Azurite azurite) : TableStoreContract
{
    protected override int Sequences => 25;

    protected override ITableStore Adapter()
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        return new AzureTablesStore(new TableServiceClient(azurite.ConnectionString), TimeProvider.System);
    }
}
