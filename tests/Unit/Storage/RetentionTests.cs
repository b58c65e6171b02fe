using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Core.Configuration;
using Observability.Core.Storage;

namespace Observability.Unit.Storage;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("raw20261108", true)]  // ended 14 days and 3 hours ago
    [InlineData("raw20261109", false)]
    [InlineData("dead202610", true)]
    [InlineData("dead202611", false)]
    [InlineData("runs202509", true)]
    [InlineData("runs202510", false)] // a day of it is 13 months old at most
    [InlineData("runids202509", true)]
    [InlineData("recent202509", true)]
    [InlineData("estate202509", true)]
    [InlineData("estate202510", false)]
    [InlineData("incidents202310", true)]
    [InlineData("incidentindex202310", true)]
    [InlineData("notifications202310", true)]
    [InlineData("incidents202311", false)]
    [InlineData("ledger202310", true)]
    [InlineData("costs202310", true)]
    [InlineData("series", false)]
    [InlineData("jobs", false)]
    [InlineData("incidentindex", false)]
    [InlineData("raw20261399", false)] // no day
    [InlineData("other202001", false)] // not ours to drop
    public void A_table_goes_when_its_time_ended_longer_ago_than_it_is_kept(string table, bool goes) =>
        Assert.Equal(goes ? [table] : [], Retention.Over([table], new(), Now));

    [Fact]
    public async Task Once_a_day_old_tables_are_dropped_and_the_next_look_is_armed()
    {
        FakeTimeProvider clock = new(Now);
        MemoryStore store = new();
        DueRows due = new(store);
        foreach (string table in new[] { "raw20261101", "raw20261122", "jobs" })
        {
            await store.WriteAsync(table, "p", [new Write.Put("k", new Dictionary<string, object> { ["V"] = 1L })], Cancel);
        }

        await new DropOldTables(store, due, () => Settings.Default, clock).RunAsync("tables", Cancel);

        Assert.Equal(["due", "jobs", "raw20261122"], await store.TablesAsync("", Cancel));
        Assert.Equal(Now.AddDays(1), await due.NextAsync(Cancel));
    }
}
