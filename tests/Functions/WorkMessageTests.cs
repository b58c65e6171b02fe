using System.Text;
using Observability.App.Work;

namespace Observability.Functions;

public sealed class WorkMessageTests
{
    private const string Event = """{"type":"Microsoft.Storage.BlobCreated","source":"/made-up","specversion":"1.0","data":{"url":"https://a.blob.core.windows.net/exports/b.csv"}}""";

    [Theory]
    [InlineData(Event)]
    [InlineData("[" + Event + "]")]
    [InlineData("\uFEFF  " + Event + "\n")]
    public void An_event_of_a_written_blob_names_the_blob_alone_or_in_a_list_as_text_or_in_base64(string message)
    {
        WorkItem.ReadBlob wanted = new("https://a.blob.core.windows.net/exports/b.csv");

        Assert.Equal([wanted], WorkMessage.Read(message).Items);
        Assert.Equal([wanted], WorkMessage.Read(Convert.ToBase64String(Encoding.UTF8.GetBytes(message))).Items);
    }

    [Fact]
    public void Our_own_message_asks_for_a_look() => Assert.Equal([new WorkItem.LookNow()], WorkMessage.Read(WorkMessage.LookNow).Items);

    [Fact]
    public void A_shard_to_be_judged_is_named_by_its_number() => Assert.Equal([new WorkItem.Judge(7)], WorkMessage.Read(WorkMessage.Judge(7)).Items);

    [Fact]
    public void What_can_be_done_of_a_list_is_done_beside_what_cannot()
    {
        (IReadOnlyList<WorkItem> items, string? problem) = WorkMessage.Read("""[{"work":"look-now"},{"eventType":"Microsoft.Storage.BlobDeleted","data":{"url":"x"}},{"work":"judge","shard":3}]""");

        Assert.Equal([new WorkItem.LookNow(), new WorkItem.Judge(3)], items);
        Assert.StartsWith("part 2: is neither work of ours", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"work\":\"judge\",\"shard\":8}", "part 1: is neither work of ours")]
    [InlineData("{\"work\":\"judge\",\"shard\":\"1\"}", "part 1: is neither work of ours")]
    [InlineData("{\"work\":\"judge\"}", "part 1: is neither work of ours")]
    [InlineData("", "is neither JSON nor base64 of it")]
    [InlineData("{", "is no JSON")]
    [InlineData("[1]", "part 1: is neither work of ours")]
    [InlineData("{\"work\":\"\\ud800\"}", "is no JSON")]
    [InlineData("{\"eventType\":\"Microsoft.Storage.BlobCreated\",\"data\":{\"url\":7}}", "part 1: is neither work of ours")]
    [InlineData("{\"eventType\":\"Microsoft.Storage.BlobCreated\",\"data\":7}", "part 1: is neither work of ours")]
    public void Anything_else_is_named(string message, string problem)
    {
        (IReadOnlyList<WorkItem> items, string? found) = WorkMessage.Read(message);

        Assert.Empty(items);
        Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }
}
