using System.Net;
using System.Text.Json;
using Observability.Emulators;
using Observability.Functions.Host;

namespace Observability.Functions;

/// <summary>Requests that the host forwards get what the local service answers; the key is always asked for.</summary>
public sealed class HttpTests(Azurite azurite)
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task With_the_key_events_are_kept_and_shown_and_without_it_nothing_is()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using Worker worker = await estate.StartAsync();
        string[] events = Told.Run("orders", "r1", _now.AddHours(-1), true);

        Assert.Equal(HttpStatusCode.Unauthorized, (await worker.HttpAsync(HttpMethod.Post, "/api/v1/lineage", events[0])).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await worker.HttpAsync(HttpMethod.Post, "/api/v1/lineage", events[0], "another-key-of-somebody")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await worker.HttpAsync(HttpMethod.Get, "/", from: "127.0.0.1")).Status);
        Assert.Empty(await estate.Store.TablesAsync("runs", TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Created, (await worker.HttpAsync(HttpMethod.Post, "/api/v1/lineage", events[0], Estate.Key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await worker.HttpAsync(HttpMethod.Post, "/api/v1/lineage/batch", $"[{events[1]}]", Estate.Key)).Status);

        (HttpStatusCode status, string body) = await worker.HttpAsync(HttpMethod.Get, "/api/v1/runs?job=job:air/orders", key: Estate.Key);
        Assert.Equal(HttpStatusCode.OK, status);
        JsonElement run = Assert.Single(JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(("r1", "succeeded"), (run.GetProperty("runId").GetString(), run.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Pages_and_addresses_are_those_of_the_local_service()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using Worker worker = await estate.StartAsync();
        (string Path, string Says)[] asked =
        [
            ("/", "<html"),
            ("/pipelines", "<html"),
            ("/health/ready", "\"ready\""),
            ("/openapi.json", "/api/v1/incidents"),
            ("/api/v1/incidents/none", "there is no such incident"),
            ("/no/such/page", "there is nothing here"),
        ];

        foreach ((string path, string says) in asked)
        {
            Assert.Contains(says, (await worker.HttpAsync(HttpMethod.Get, path, key: Estate.Key)).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_kept_over_HTTP_is_looked_at_by_a_message_of_the_work_queue()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        await using Worker worker = await estate.StartAsync();
        Azure.Storage.Queues.QueueClient queue = new(estate.Connection, "obs-work");

        foreach (string one in Told.FailingJob("orders", _now))
        {
            await worker.HttpAsync(HttpMethod.Post, "/api/v1/lineage", one, Estate.Key);
        }

        Azure.Storage.Queues.Models.QueueMessage message = await NextAsync(queue);
        await worker.MessageAsync(message.MessageText);
        Assert.Single(estate.Receiver.Ids);
    }

    private static async Task<Azure.Storage.Queues.Models.QueueMessage> NextAsync(Azure.Storage.Queues.QueueClient queue)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            if (await queue.ExistsAsync(TestContext.Current.CancellationToken) && (await queue.ReceiveMessageAsync()).Value is { } message)
            {
                return message;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("no message came");
    }
}
