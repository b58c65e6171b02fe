using Observability.Adapters.AzureMonitor;
using Observability.Adapters.AzureResources;
using Observability.Adapters.Files;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Ingestion;

namespace Observability.Integration.Collectors;

public sealed class AzureSourcesTests : IAsyncLifetime
{
    private const string Subscription = "00000000-0000-0000-0000-0000000000aa";
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 8, 7, 0, TimeSpan.Zero);

    private FakeAzure _azure = null!;

    public async ValueTask InitializeAsync() => _azure = await FakeAzure.StartAsync();

    public ValueTask DisposeAsync() => _azure.DisposeAsync();

    [Fact]
    public async Task An_inventory_is_read_page_by_page()
    {
        _azure.Then(200, """{"data":[{"id":"/subscriptions/s/resourceGroups/g/providers/A.B/c/1"}],"$skipToken":"t2"}""").Then(200, """{"data":[{"id":"/subscriptions/s/resourceGroups/g/providers/A.B/c/2"}]}""");
        List<Collected> pages = await Read(Inventory);

        Assert.Equal(2, pages.Count);
        Assert.Equal(["POST management.azure.com/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01"], _azure.Asked.Select(a => a.Line).Distinct());
        Assert.Contains("\"$skipToken\":\"t2\"", _azure.Asked.Last().Body);
    }

    [Fact]
    public async Task Short_throttling_and_short_outages_are_waited_out()
    {
        _azure.Then(429, "{}", ("Retry-After", "1")).Then(503, "{}").ThenBreaks().Then(200, """{"data":[]}""");
        await Read(Inventory);

        Assert.Equal(4, _azure.Asked.Count);
    }

    [Fact]
    public async Task Long_throttling_is_handed_on()
    {
        _azure.Then(429, """{"error":{"code":"RateLimiting","message":"slow down"}}""", ("Retry-After", "3600"));
        SourceFailedException failed = await Assert.ThrowsAsync<SourceFailedException>(() => Read(Inventory));

        Assert.Equal((SourceFailure.Throttled, TimeSpan.FromHours(1)), (failed.Failure, failed.RetryAfter!.Value));
        Assert.Single(_azure.Asked);
    }

    [Theory]
    [InlineData(403, SourceFailure.Permission, "management.azure.com/providers/Microsoft.ResourceGraph/resources: 403, the identity lacks the role \"Reader\" (AuthorizationFailed, no)")]
    [InlineData(404, SourceFailure.Missing, "management.azure.com/providers/Microsoft.ResourceGraph/resources: 404, not there, or not to be seen by this identity (AuthorizationFailed, no)")]
    [InlineData(400, SourceFailure.BadAnswer, "management.azure.com/providers/Microsoft.ResourceGraph/resources: 400 (AuthorizationFailed, no)")]
    [InlineData(500, SourceFailure.Unavailable, "management.azure.com/providers/Microsoft.ResourceGraph/resources: 500 (AuthorizationFailed, no)")]
    public async Task A_refusal_says_what_is_missing(int status, SourceFailure failure, string words)
    {
        _azure.Then(status, """{"error":{"code":"AuthorizationFailed","message":"no"}}""");
        SourceFailedException failed = await Assert.ThrowsAsync<SourceFailedException>(() => Read(Inventory));

        Assert.Equal((failure, words), (failed.Failure, failed.Message));
    }

    [Fact]
    public async Task An_expired_token_is_about_credentials()
    {
        _azure.Identity = new FakeAzure.Known("expired");
        _azure.Then(200, "{}");
        SourceFailedException failed = await Assert.ThrowsAsync<SourceFailedException>(() => Read(Inventory));

        Assert.Equal(SourceFailure.Credentials, failed.Failure);
        Assert.Contains("ExpiredAuthenticationToken", failed.Message);
    }

    [Theory]
    [InlineData("""{"data":[],"$skipToken":"again"}""", "leads to a page that was there before")]
    [InlineData("<html>", "no JSON")]
    [InlineData("[]", "expected a JSON object")]
    public async Task A_source_that_lies_is_not_followed(string body, string words)
    {
        _azure.Then(200, body);
        SourceFailedException failed = await Assert.ThrowsAsync<SourceFailedException>(() => Read(Inventory));

        Assert.Equal(SourceFailure.BadAnswer, failed.Failure);
        Assert.Contains(words, failed.Message);
        Assert.True(_azure.Asked.Count < 5);
    }

    [Fact]
    public async Task A_link_to_another_host_is_not_followed()
    {
        _azure.Then(200, """{"value":[],"nextLink":"https://evil.example.com/steal"}""");
        SourceFailedException failed = await Assert.ThrowsAsync<SourceFailedException>(() => Read(new Advisor(Source(SourceType.AzureAdvisor), _azure.Identity, _azure.Connection)));

        Assert.Contains("leads elsewhere", failed.Message);
        Assert.All(_azure.Asked, a => Assert.DoesNotContain("evil", a.Line));
    }

    [Fact]
    public async Task Subscriptions_that_are_not_named_are_those_that_the_identity_sees()
    {
        _azure.Then(200, $$"""{"value":[{"id":"/subscriptions/{{Subscription}}","subscriptionId":"{{Subscription}}","displayName":"d","state":"Enabled"}]}""").Then(200, """{"data":[]}""");
        await Read(new ResourceGraph(Source(SourceType.AzureResources) with { Subscriptions = [] }, _azure.Identity, _azure.Connection));

        Assert.Contains($"\"subscriptions\":[\"{Subscription}\"]", _azure.Asked.Last().Body);
    }

    [Fact]
    public async Task Metrics_are_asked_for_in_whole_intervals_from_the_watermark_less_what_comes_late()
    {
        _azure.Then(200, """{"value":[]}""");
        SourceSettings settings = Source(SourceType.AzureMetrics) with { Resources = [$"/subscriptions/{Subscription}/resourceGroups/g/providers/A.B/c/1"], Metrics = ["In", "Out"] };
        List<Collected> pages = await Read(new Metrics(settings, _azure.Identity, _azure.Connection), "2026-11-02T07:30:00Z");

        Assert.Contains("timespan=2026-11-02T07:15:00Z/2026-11-02T08:05:00Z&interval=PT5M&metricnames=In%2COut&aggregation=average", Assert.Single(_azure.Asked).Line);
        Assert.StartsWith("2026-11-02T08:05:00", Assert.Single(pages).Watermark);
    }

    [Fact]
    public async Task Rows_of_a_query_are_read_as_the_plain_format_of_their_columns()
    {
        _azure.Then(200, """{"tables":[{"name":"PrimaryResult","columns":[{"name":"dataset","type":"string"},{"name":"time","type":"datetime"},{"name":"rows","type":"long"}],"rows":[["lake/a, b","2026-11-02T07:00:00Z",5],["lake/c","2026-11-02T07:00:00Z",null]]}]}""");
        Collected page = Assert.Single(await Read(Log(), "2026-11-02T08:00:00Z"));
        using StreamReader reader = new(page.Input!.Open());

        Assert.Equal("updates-csv", page.Format!.Name);
        Assert.Equal("dataset,time,rows\n\"lake/a, b\",2026-11-02T07:00:00Z,5\nlake/c,2026-11-02T07:00:00Z,\n", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("\"timespan\":\"2026-11-02T07:45:00.0000000Z/2026-11-02T08:07:00.0000000Z\"", _azure.Asked.Single().Body);
    }

    [Theory]
    [InlineData("""{"tables":[{"columns":[],"rows":[[]]}],"error":{"code":"PartialError"}}""", SourceFailure.Unavailable, "partial")]
    [InlineData("""{"tables":[{"columns":[{"name":"a"}],"rows":[["x"]]}]}""", SourceFailure.BadAnswer, "gives the columns a")]
    [InlineData("""{"tables":[]}""", SourceFailure.BadAnswer, "expected a table")]
    public async Task A_query_whose_answer_cannot_be_used_moves_no_watermark(string body, SourceFailure failure, string words)
    {
        _azure.Then(200, body);
        SourceFailedException failed = await Assert.ThrowsAsync<SourceFailedException>(() => Read(Log()));

        Assert.Equal(failure, failed.Failure);
        Assert.Contains(words, failed.Message);
    }

    private ResourceGraph Inventory => new(Source(SourceType.AzureResources), _azure.Identity, _azure.Connection);

    private LogQuery Log() => new(Source(SourceType.LogAnalytics) with { Workspace = Subscription, Query = "T" }, _azure.Identity, _azure.Connection, Formats.All);

    private static SourceSettings Source(SourceType type) => new() { Name = "s", Type = type, Subscriptions = [Subscription] };

    private static Task<List<Collected>> Read(ICollector collector) => Read(collector, null);

    private static async Task<List<Collected>> Read(ICollector collector, string? watermark) => await collector.CollectAsync(watermark, Now, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
