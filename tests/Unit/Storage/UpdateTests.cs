using Observability.Adapters.Memory;
using Observability.Core.Storage;

namespace Observability.Unit.Storage;

public sealed class UpdateTests
{
    private readonly LimitedStore _store = new(new MemoryStore());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_decides_again_from_what_someone_faster_wrote()
    {
        int decisions = 0;
        await _store.UpdateAsync("counts", "p", "k", Decide, Cancel);

        Assert.Equal(2, decisions);
        Assert.Equal(11L, (await _store.GetAsync("counts", "p", "k", Cancel))!.Values["N"]);

        IReadOnlyDictionary<string, object> Decide(Row? row)
        {
            if (decisions++ == 0)
            {
                Task<WriteResult> faster = _store.WriteAsync("counts", "p", [new Write.Insert("k", Number(10))], Cancel);
                Assert.True(faster.IsCompletedSuccessfully);
            }

            return Number((long)(row?.Values["N"] ?? 0L) + 1);
        }
    }

    [Fact]
    public async Task It_leaves_the_row_when_there_is_nothing_to_change()
    {
        Assert.Null(await _store.UpdateAsync("counts", "p", "k", _ => null, Cancel));
        Assert.Empty(await _store.TablesAsync("", Cancel));
    }

    private static Dictionary<string, object> Number(long number) => new() { ["N"] = number };
}
