using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Consumer;
using Observability.Adapters.EventHubs;
using Observability.Core.Collectors;
using Observability.Core.Configuration;

namespace Observability.Unit.Adapters.Collecting;

public sealed class HubEventsTests : IAsyncDisposable
{
    private readonly Hub _hub = new();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Each_partition_is_read_from_its_mark_to_what_it_held()
    {
        _hub.Put("0", 5, "a", "b");
        _hub.Put("1", 0, "c");
        List<Collected> pages = await Read(null);
        _hub.Put("0", 7, "d");
        List<Collected> more = await Read(pages[^1].Watermark);

        Assert.Equal(["lineage/0@5", "lineage/0@6", "lineage/1@0"], pages.SelectMany(p => p.Events).Select(e => e.Place));
        Assert.Equal(["lineage/0@7"], more.SelectMany(p => p.Events).Select(e => e.Place));
        Assert.Empty(await Read(more[^1].Watermark));
    }

    [Fact]
    public async Task What_the_hub_dropped_before_it_was_read_is_named()
    {
        _hub.Put("0", 100, "a");
        Collected page = Assert.Single(await Read("""{"0":90}"""));

        Assert.StartsWith("lineage/0@90: 10 messages up to 99 are gone", page.Lost!.ToString());
        Assert.Equal("lineage/0@100", Assert.Single(page.Events).Place);
    }

    [Fact]
    public async Task A_hub_that_stops_in_the_middle_keeps_what_came()
    {
        _hub.Put("0", 0, [.. Enumerable.Repeat("x", 1500)]);
        _hub.StopsAfter = 1200;
        List<Collected> pages = [];
        SourceFailedException failed = await Assert.ThrowsAsync<SourceFailedException>(async () =>
        {
            await foreach (Collected page in Events().CollectAsync(null, default, TestContext.Current.CancellationToken))
            {
                pages.Add(page);
            }
        });

        Assert.Equal((SourceFailure.Unavailable, 1000), (failed.Failure, Assert.Single(pages).Events.Count));
    }

    [Theory]
    [InlineData(EventHubsException.FailureReason.ResourceNotFound, SourceFailure.Missing)]
    [InlineData(EventHubsException.FailureReason.ServiceBusy, SourceFailure.Throttled)]
    [InlineData(EventHubsException.FailureReason.ServiceCommunicationProblem, SourceFailure.Unavailable)]
    public async Task A_refusal_is_told_in_our_words(EventHubsException.FailureReason reason, SourceFailure failure)
    {
        _hub.Refuses = new EventHubsException(true, "lineage", "no", reason);

        Assert.Equal(failure, (await Assert.ThrowsAsync<SourceFailedException>(() => Read(null))).Failure);
    }

    [Fact]
    public async Task A_missing_role_is_named()
    {
        _hub.Refuses = new UnauthorizedAccessException("no");

        Assert.Contains("Azure Event Hubs Data Receiver", (await Assert.ThrowsAsync<SourceFailedException>(() => Read(null))).Message);
    }

    private HubEvents Events() => new(new SourceSettings { Name = "s", Type = SourceType.EventHubs, Namespace = "n.servicebus.windows.net", Hub = "lineage" }, new(_hub));

    private async Task<List<Collected>> Read(string? watermark) => await Events().CollectAsync(watermark, default, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>A hub over the library's own model types.</summary>
    private sealed class Hub : EventHubConsumerClient
    {
        private readonly SortedDictionary<string, List<EventData>> _partitions = new(StringComparer.Ordinal);

        public Exception? Refuses { get; set; }

        public int StopsAfter { get; set; } = int.MaxValue;

        public void Put(string partition, long first, params string[] bodies)
        {
            List<EventData> events = _partitions.TryGetValue(partition, out List<EventData>? there) ? there : _partitions[partition] = [];
            events.AddRange(bodies.Select((body, i) => EventHubsModelFactory.EventData(new BinaryData(body), sequenceNumber: first + i, offsetString: $"{first + i}")));
        }

        public override Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public override Task<string[]> GetPartitionIdsAsync(CancellationToken cancellationToken = default) => Refuses is { } e ? throw e : Task.FromResult(_partitions.Keys.ToArray());

        public override Task<PartitionProperties> GetPartitionPropertiesAsync(string partitionId, CancellationToken cancellationToken = default)
        {
            List<EventData> events = _partitions[partitionId];
            return Task.FromResult(EventHubsModelFactory.PartitionProperties("lineage", partitionId, events.Count == 0, events[0].SequenceNumber, events[^1].SequenceNumber, "0", default));
        }

        public override async IAsyncEnumerable<PartitionEvent> ReadEventsFromPartitionAsync(
            string partitionId, EventPosition startingPosition, ReadEventOptions readOptions, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            int given = 0;
            foreach (EventData data in _partitions[partitionId].Where(d => Reaches(startingPosition, d.SequenceNumber)))
            {
                if (given++ == StopsAfter)
                {
                    yield return default; // nothing within the wait
                    yield break;
                }

                yield return new(EventHubsModelFactory.PartitionContext("n", "lineage", "$Default", partitionId), data);
            }
        }

        // The position keeps its number to itself; it is compared by equality with each it could be.
        private static bool Reaches(EventPosition start, long number)
        {
            for (long n = number; n >= 0; n--)
            {
                if (start == EventPosition.FromSequenceNumber(n, isInclusive: true))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
