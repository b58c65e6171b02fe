using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Observability.Emulators;
using Observability.Functions.Host;
using Observability.Functions.Host.Rpc;
using Status = Observability.Functions.Host.Rpc.StatusResult.Types.Status;

namespace Observability.Functions;

/// <summary>Where many subjects are due, a tick sends their shards to the work queue, and whoever takes a message judges its shard.</summary>
public sealed class ShardTests(Azurite azurite)
{
    private const int Jobs = 130;

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shards_that_two_instances_take_at_once_and_twice_open_one_incident_each_and_tell_it_once()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        estate.Settings["OBS_JUDGE_SHARE_FROM"] = "200";
        await using Worker one = await estate.StartAsync();
        await using Worker other = await estate.StartAsync();
        string[] failing = ["job3", "job70"];
        await one.BatchAsync(Enumerable.Range(0, Jobs).SelectMany(i => Told.Run($"job{i}", $"run{i}", _now.AddHours(-1), !failing.Contains($"job{i}"))), first: 1);

        Assert.Equal(Status.Success, (await one.TickAsync()).Result.Status);
        Assert.Empty(await estate.Service.IncidentLists.OpenAsync(Cancel));
        string[] messages = await JudgeMessagesAsync(estate);
        Assert.InRange(messages.Length, 4, 8);
        InvocationResponse[] judged = await Task.WhenAll(messages.SelectMany(m => new[] { one.MessageAsync(m), other.MessageAsync(m), one.MessageAsync(m) }));

        Assert.All(judged, answer => Assert.True(answer.Result.Status == Status.Success, answer.Result.Exception?.Message));
        Assert.Equal(failing, (await estate.Service.IncidentLists.OpenAsync(Cancel)).Select(i => i.Root.Text["job:air/".Length..]).Order());
        Assert.Equal(failing.Length, estate.Receiver.Ids.Distinct().Count());
        Assert.Empty(await estate.Service.DueRows.ShardsAsync(_now, 1, Cancel));
        await one.TickAsync();
        Assert.Empty(await JudgeMessagesAsync(estate));
    }

    private static async Task<string[]> JudgeMessagesAsync(Estate estate)
    {
        QueueClient queue = new(estate.Connection, "obs-work");
        List<string> found = [];
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10), Cancel)).Value is { Length: > 0 } messages)
        {
            found.AddRange(messages.Select((QueueMessage m) => m.Body.ToString()).Where(m => m.Contains("judge", StringComparison.Ordinal)));
        }

        return [.. found];
    }
}
