using Observability.Adapters.Memory;
using Observability.Core.Storage;

namespace Observability.Contracts.Memory;

public sealed class MemoryStoreTests : TableStoreContract
{
    protected override ITableStore Adapter() => new MemoryStore();
}

public sealed class MemoryStoreWithSmallAndEmptyPagesTests : TableStoreContract
{
    protected override ITableStore Adapter() => new MemoryStore(pageRows: 2, emptyPages: true);

    [Fact]
    public async Task An_empty_page_may_have_a_page_after_it()
    {
        await WriteAsync(new Write.Put("a", Value(1)));

        Page first = await Store.ReadAsync(Table, new KeyRange("p"), null, Cancel);

        Assert.Empty(first.Rows);
        Assert.Single((await Store.ReadAsync(Table, new KeyRange("p"), first.After, Cancel)).Rows);
    }
}
