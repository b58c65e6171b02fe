using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Kafka;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Integration.Cli;

namespace Observability.Integration.Collectors;

public sealed class TopicTests : IDisposable
{
    private const string Topic = "lineage";

    private readonly MockKafka _kafka = new();
    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _kafka.Dispose();

    [Fact]
    public async Task Events_are_read_from_where_they_were_last_read()
    {
        _kafka.Publish(Topic, Event("a", "START"), Event("a", "COMPLETE"));
        SourceCollected first = await CollectAsync();
        _kafka.Publish(Topic, Event("b", "START"));
        SourceCollected second = await CollectAsync();
        SourceCollected third = await CollectAsync();

        Assert.Equal((2L, 1L, 0), (first.Kept.Accepted, second.Kept.Accepted, third.Pages));
        Assert.Null(first.Failed ?? second.Failed ?? third.Failed);
    }

    [Fact]
    public async Task A_poisoned_message_costs_itself_only()
    {
        _kafka.Publish(Topic, Event("a", "START"), "{\"eventTime\":\"2026-", Event("b", "START"), "\0\u0001", "", Event("c", "START"));
        SourceCollected collected = await CollectAsync();

        Assert.Equal((3L, 3L), (collected.Kept.Accepted, collected.Kept.Rejected));
        Assert.StartsWith("lineage/0@1:", collected.Kept.Problems[0].ToString());
    }

    [Fact]
    public async Task What_is_read_twice_is_known()
    {
        _kafka.Publish(Topic, Event("a", "START"), Event("a", "COMPLETE"));
        await CollectAsync();
        await Over().CollectorStates.ChangeAsync(Topic, s => s with { Watermark = null }, Cancel); // as if the process died before it was kept
        SourceCollected again = await CollectAsync();

        Assert.Equal((0L, 2L), (again.Kept.Accepted, again.Kept.Duplicate));
    }

    [Fact]
    public async Task More_than_a_batch_is_several_pages()
    {
        _kafka.Publish(Topic, [.. Enumerable.Range(0, 2500).Select(i => Event($"r{i}", "START"))]);
        SourceCollected collected = await CollectAsync();

        Assert.Equal((3, 2500L), (collected.Pages, collected.Kept.Accepted));
    }

    [Fact]
    public async Task Brokers_that_are_not_there_are_an_outage()
    {
        using TopicEvents nowhere = new(Source() with { Brokers = "127.0.0.1:1" }, () => null);

        Assert.Equal(SourceFailure.Unavailable, (await Assert.ThrowsAsync<SourceFailedException>(() => nowhere.ReachAsync(Cancel))).Failure);
    }

    [Fact]
    public async Task What_obs_send_publishes_is_what_comes_out()
    {
        using Obs obs = new();
        obs.Write("observability.yaml", $"sources: [{{ name: lineage, type: kafka, brokers: '{_kafka.Brokers}', topic: {Topic}, tls: false }}]");
        string events = obs.Write("events.jsonl", $"{Event("a", "START")}\n{{\"eventTime\":\n{Event("a", "COMPLETE")}\n");
        Ended ended = await obs.RunAsync("send", "lineage", events, "--json");
        SourceCollected collected = await CollectAsync();

        Assert.Equal((1, 2L), (ended.Code, collected.Kept.Accepted));
        Assert.Equal(2, ended.Json.GetProperty("sent").GetInt32());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Event(string run, string type) =>
        $$$"""{"eventType":"{{{type}}}","eventTime":"2026-11-02T{{{(type == "START" ? "10" : "11")}}}:00:00Z","producer":"p","schemaURL":"s","run":{"runId":"{{{run}}}"},"job":{"namespace":"n","name":"j"}}""";

    private SourceSettings Source() => new() { Name = Topic, Type = SourceType.Kafka, Brokers = _kafka.Brokers, Topic = Topic, Tls = false };

    private Service Over() => new(new Surroundings { Store = _store, Time = _clock });

    private async Task<SourceCollected> CollectAsync()
    {
        using TopicEvents topic = new(Source(), () => null);
        return (await Over().Collect.CollectAsync(topic, Cancel))!;
    }
}
