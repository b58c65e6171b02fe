using Observability.App.Work;

namespace Observability.Functions;

public sealed class EventPlaceTests
{
    private const string Context = """{"PartitionId":"3","EventHubName":"lineage"}""";

    [Fact]
    public void A_place_is_hub_partition_and_number_whether_numbers_come_as_a_list_or_as_JSON()
    {
        Assert.Equal("lineage/3@11", EventPlace.Of(new Dictionary<string, object?> { ["PartitionContext"] = Context, ["SequenceNumberArray"] = new List<long> { 10, 11 } }, 1));
        Assert.Equal("lineage/3@11", EventPlace.Of(new Dictionary<string, object?> { ["PartitionContext"] = Context, ["SequenceNumberArray"] = "[10,11]" }, 1));
    }

    [Fact]
    public void What_the_host_does_not_say_is_replaced_by_the_place_in_the_batch()
    {
        Assert.Equal("lineage/3#1", EventPlace.Of(new Dictionary<string, object?> { ["PartitionContext"] = Context }, 1));
        Assert.Equal("hub/partition#0", EventPlace.Of(new Dictionary<string, object?> { ["PartitionContext"] = "{", ["SequenceNumberArray"] = 7 }, 0));
    }
}
