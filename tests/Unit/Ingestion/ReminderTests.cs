using CsCheck;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Primitives;
using Observability.Core.Storage;
using Observability.Unit.Storage;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Ingestion;

/// <summary>Whoever does what is due while records are being kept takes no reminder away that is still needed.</summary>
public sealed class ReminderTests
{
    private readonly SimulatedTime _clock = new(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void All_that_was_kept_is_judged_however_often_another_looks_at_what_is_due() =>
        MadeUp.Records.Sample(records => JudgedAsync(records).GetAwaiter().GetResult(), iter: 100);

    private async Task JudgedAsync(Record[] records)
    {
        MemoryStore store = new();
        Service other = new(new Surroundings { Store = store, Time = _clock });
        Service keeper = new(new Surroundings { Store = new BusyStore(store, other), Time = _clock });
        await keeper.Keep.RunAsync("made-up", records, Cancel);
        await other.WhatIsDue.RunAsync(Cancel);
        string judged = await Dump.OfAsync(store, IsSeries, Cancel);

        await foreach (Subject subject in other.Series.SubjectsAsync(Cancel))
        {
            await other.DueRows.PutAsync(_clock.GetUtcNow(), DueKind.Judge, subject.Text, Cancel);
        }

        await other.WhatIsDue.RunAsync(Cancel);
        Assert.Equal(await Dump.OfAsync(store, IsSeries, Cancel), judged);
    }

    private static bool IsSeries(string table) => table.StartsWith("series", StringComparison.Ordinal);

    /// <summary>A store in which somebody does all that is due before each write.</summary>
    private sealed class BusyStore(ITableStore inner, Service other) : ITableStore
    {
        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel) => inner.GetAsync(table, partition, key, cancel);

        public Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel) => inner.ReadAsync(table, range, after, cancel);

        public async Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
        {
            await other.WhatIsDue.RunAsync(cancel);
            return await inner.WriteAsync(table, partition, writes, cancel);
        }

        public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel) => inner.TablesAsync(prefix, cancel);

        public Task DropAsync(string table, CancellationToken cancel) => inner.DropAsync(table, cancel);
    }
}
