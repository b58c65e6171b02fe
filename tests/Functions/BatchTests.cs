using Observability.Core.Pipelines;
using Observability.Emulators;
using Observability.Functions.Host;
using Observability.Functions.Host.Rpc;
using Status = Observability.Functions.Host.Rpc.StatusResult.Types.Status;

namespace Observability.Functions;

/// <summary>Batches of an event hub, which the host gives up when they throw, and gives again when it is not sure.</summary>
public sealed class BatchTests(Azurite azurite)
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Good_events_of_a_batch_are_kept_and_bad_ones_lie_with_the_dead_under_their_place()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using Worker worker = await estate.StartAsync();
        string[] good = Told.Run("orders", "r1", _now.AddHours(-1), true);

        InvocationResponse answer = await worker.BatchAsync([good[0], .. Told.Poison, good[1]], first: 40, partition: 3);

        Assert.True(answer.Result.Status == Status.Success, answer.Result.Exception?.Message);
        Assert.Equal(RunState.Succeeded, Assert.Single(await RunsAsync(estate)).State);
        string dead = await estate.DeadAsync();
        Assert.All(Enumerable.Range(41, Told.Poison.Length), number => Assert.Contains($"openlineage lineage/3@{number}: ", dead, StringComparison.Ordinal));
        Assert.Equal(Told.Poison.Length, dead.Count(c => c == '\n'));
    }

    [Fact]
    public async Task The_same_events_again_in_other_batches_and_by_another_instance_change_nothing()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        string[] events = [.. Told.FailingJob("orders", _now), Told.Poison[1], .. Told.FailingJob("stock", _now)];
        await using Worker one = await estate.StartAsync();
        await using Worker other = await estate.StartAsync();
        await one.BatchAsync(events, first: 1);
        string before = await State.OfAsync(estate.Store);

        await other.BatchAsync(events[..5], first: 1);
        await one.BatchAsync(events[3..], first: 4);
        await other.BatchAsync(events.Reverse(), first: 1, partition: 0);

        Assert.Contains("orders", before, StringComparison.Ordinal);
        State.Same(before, await State.OfAsync(estate.Store));
    }

    [Fact]
    public async Task A_worker_that_is_killed_with_a_batch_in_its_hands_leaves_a_store_that_the_batch_given_again_completes()
    {
        await using Estate straight = await Estate.CreateAsync(azurite);
        await using Estate killed = await Estate.CreateAsync(azurite);
        string[] events = [.. Enumerable.Range(0, 4).SelectMany(i => Told.FailingJob($"job{i}", _now))];
        await using (Worker worker = await straight.StartAsync())
        {
            await worker.BatchAsync(events, first: 1);
            await worker.TickAsync();
        }

        await using (Worker worker = await killed.StartAsync())
        {
            Task<InvocationResponse> lost = worker.BatchAsync(events, first: 1);
            while ((await killed.Store.TablesAsync("runs", Cancel)).Count == 0)
            {
                await Task.Delay(5, Cancel);
            }

            await worker.KillAsync();
            Assert.False(lost.IsCompletedSuccessfully, "the worker was killed too late");
        }

        await using (Worker worker = await killed.StartAsync())
        {
            await worker.BatchAsync(events, first: 1);
            await worker.TickAsync();
        }

        State.Same(await State.OfAsync(straight.Store), await State.OfAsync(killed.Store));
        Assert.Equal(straight.Receiver.Ids.Distinct().Count(), killed.Receiver.Ids.Distinct().Count());
    }

    [Fact]
    public async Task While_the_store_is_away_a_batch_throws_so_that_it_comes_again()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        estate.Settings["AzureWebJobsStorage"] = "DefaultEndpointsProtocol=http;AccountName=gone;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:9/gone;QueueEndpoint=http://127.0.0.1:9/gone;BlobEndpoint=http://127.0.0.1:9/gone;";
        await using Worker worker = await estate.StartAsync();

        InvocationResponse answer = await worker.BatchAsync(Told.FailingJob("orders", _now), first: 1);

        Assert.Equal(Status.Failure, answer.Result.Status);
        Assert.Contains("http://127.0.0.1:9/gone: no answer", answer.Result.Exception.Message, StringComparison.Ordinal);
    }

    private static async Task<List<RunSummary>> RunsAsync(Estate estate) =>
        await estate.Service.Runs.RecentAsync(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1), Cancel).ToListAsync(Cancel);
}
