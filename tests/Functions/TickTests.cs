using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Emulators;
using Observability.Functions.Host;
using Observability.Functions.Host.Rpc;
using Status = Observability.Functions.Host.Rpc.StatusResult.Types.Status;

namespace Observability.Functions;

/// <summary>The timer: what is due is done, however late, and by however many instances.</summary>
public sealed class TickTests(Azurite azurite)
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tick_opens_the_incident_of_a_failed_run_and_tells_it_once(bool late)
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using Worker worker = await estate.StartAsync();
        await worker.BatchAsync(Told.FailingJob("orders", _now), first: 1);

        Assert.Equal(Status.Success, (await worker.TickAsync(late)).Result.Status);
        Assert.Equal(Status.Success, (await worker.TickAsync()).Result.Status);

        IncidentSummary incident = Assert.Single(await estate.Service.IncidentLists.OpenAsync(Cancel));
        Assert.Equal((IncidentKind.RunFailed, Subject.Job("air", "orders")), (incident.Kind, incident.Root));
        Assert.Single(estate.Receiver.Ids);
        Assert.Equal(late, worker.Host.Log.Any(l => l.Level == RpcLog.Types.Level.Warning && l.Message.Contains("the timer is late", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Two_instances_that_take_the_same_batch_and_tick_at_once_open_one_incident_each_and_tell_it_under_one_id()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using Worker one = await estate.StartAsync();
        await using Worker other = await estate.StartAsync();
        string[] jobs = ["orders", "stock", "clicks"];
        string[] events = [.. jobs.SelectMany(job => Told.FailingJob(job, _now))];

        InvocationResponse[] kept = await Task.WhenAll(one.BatchAsync(events, first: 1), other.BatchAsync(events, first: 1));
        InvocationResponse[] ticked = await Task.WhenAll(one.TickAsync(), other.TickAsync(), one.TickAsync(), other.TickAsync());
        await one.TickAsync();

        Assert.All([.. kept, .. ticked], answer => Assert.True(answer.Result.Status == Status.Success, answer.Result.Exception?.Message));
        Assert.Equal(jobs.Order(), (await estate.Service.IncidentLists.OpenAsync(Cancel)).Select(i => i.Root.Text["job:air/".Length..]).Order());
        Assert.Equal(jobs.Length, estate.Receiver.Ids.Distinct().Count());
        Assert.Equal(jobs.Length, await estate.Service.Notifications.RecentAsync(2, Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task A_cancelled_tick_ends_at_once_and_a_later_one_goes_on()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using Worker worker = await estate.StartAsync();
        await worker.BatchAsync(Told.FailingJob("orders", _now), first: 1);
        estate.Receiver.Hangs = true;
        string id = Ids.Next().ToString();

        Task<InvocationResponse> ticking = worker.TickAsync(id: id);
        await estate.Receiver.Called.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        long asked = TimeProvider.System.GetTimestamp();
        worker.Host.Cancel(id);
        InvocationResponse cancelled = await ticking;

        Assert.NotEqual(Status.Success, cancelled.Result.Status);
        Assert.InRange(TimeProvider.System.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Single(await estate.Service.IncidentLists.OpenAsync(Cancel));
        Assert.Equal(Status.Success, (await worker.TickAsync()).Result.Status);
    }
}
