using CsCheck;
using Observability.Adapters.Memory;
using Observability.Core.Ingestion;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Unit.Storage;

public sealed class CatalogueTests
{
    private static readonly Gen<(int Process, JobState State)[]> Said =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 50], (process, job, minute) => (process, JobState.Of(new JobFact { Job = Subject.Job("air", $"job{job}"), At = DateTimeOffset.UnixEpoch.AddMinutes(minute), Owners = [$"team{minute % 7}"] }, (ulong)minute)))
            .Array[1, 60];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Whoever_joins_what_in_whatever_batches_the_rows_are_the_join_of_all() => Said.Sample(async said =>
    {
        MemoryStore store = new();
        Catalogue<JobState>[] processes = [New(store), New(store), New(store)];
        foreach ((int Process, JobState State)[] some in said.Chunk(7))
        {
            await Task.WhenAll(some.GroupBy(s => s.Process).Select(g => Task.Run(() => processes[g.Key].JoinAsync(g.Select(s => s.State), Cancel))));
        }

        Assert.Equal(
            said.GroupBy(s => s.State.Job).Select(g => Text(g.Select(s => s.State).Aggregate(JobState.Join))).Order(),
            (await New(store).AllAsync(Cancel).ToListAsync(Cancel)).Select(Text).Order());
    });

    [Fact]
    public async Task What_a_process_wrote_it_does_not_read_again_and_a_batch_is_a_write_for_each_shard()
    {
        AskedStore store = new(new MemoryStore());
        Catalogue<JobState> jobs = New(store);
        JobState[] At(int minute) => [.. Enumerable.Range(0, 80).Select(i => JobState.Of(new JobFact { Job = Subject.Job("air", $"job{i}"), At = DateTimeOffset.UnixEpoch.AddMinutes(minute), Owners = ["a"] }, 1))];
        Assert.Equal(80, (await jobs.JoinAsync(At(0), Cancel)).Count);
        store.Reset();

        Assert.Equal(80, (await jobs.JoinAsync(At(1), Cancel)).Count);
        Assert.Empty(await jobs.JoinAsync(At(0), Cancel));

        Assert.Equal((0, Catalogue<JobState>.Shards), (store.Reads, store.Writes));
    }

    private static string Text(JobState state) => $"{state.Job} {state.Owners!.At:O} {state.Owners.Id} {string.Join(',', state.Owners.Value)}";

    private static Catalogue<JobState> New(ITableStore store) => new(store, "jobs", PipelinesJson.Default.JobState, j => j.Job.Text, JobState.Join);

    private sealed class AskedStore(ITableStore inner) : ITableStore
    {
        private int _reads;
        private int _writes;

        public int Reads => _reads;

        public int Writes => _writes;

        public void Reset() => _reads = _writes = 0;

        public Task<Row?> GetAsync(string table, string partition, string key, CancellationToken cancel)
        {
            Interlocked.Increment(ref _reads);
            return inner.GetAsync(table, partition, key, cancel);
        }

        public Task<Page> ReadAsync(string table, KeyRange range, string? after, CancellationToken cancel) => inner.ReadAsync(table, range, after, cancel);

        public Task<WriteResult> WriteAsync(string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancel)
        {
            Interlocked.Increment(ref _writes);
            return inner.WriteAsync(table, partition, writes, cancel);
        }

        public Task<IReadOnlyList<string>> TablesAsync(string prefix, CancellationToken cancel) => inner.TablesAsync(prefix, cancel);

        public Task DropAsync(string table, CancellationToken cancel) => inner.DropAsync(table, cancel);
    }
}
