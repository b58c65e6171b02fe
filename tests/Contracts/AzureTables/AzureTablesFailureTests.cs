using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.AzureTables;
using Observability.Core.Storage;
using Observability.Emulators;

namespace Observability.Contracts.AzureTables;

public sealed class AzureTablesFailureTests(Azurite azurite)
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Write[] Writes => [new Write.Put("k", new Dictionary<string, object> { ["N"] = 1L })];

    [Fact]
    public async Task A_table_that_is_still_being_deleted_is_made_as_soon_as_its_name_is_free()
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        int refusals = 3;
        AzureTablesStore store = Store(azurite.ConnectionString, request =>
            request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/Tables", StringComparison.Ordinal) && refusals-- > 0
                ? Answer(HttpStatusCode.Conflict, "TableBeingDeleted")
                : null);

        Task<WriteResult> write = store.WriteAsync("dropped", "p", Writes, Cancel);
        while (!write.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(5, Cancel);
        }

        Assert.True((await write).Done);
        Assert.Equal(-1, refusals);
        Assert.NotNull(await store.GetAsync("dropped", "p", "k", Cancel));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy")]
    [InlineData(HttpStatusCode.Forbidden, "AuthorizationFailure")]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError")]
    public async Task A_service_that_is_busy_or_refuses_us_is_one_clear_line(HttpStatusCode status, string code)
    {
        AzureTablesStore store = Store(NoOne, _ => Answer(status, code));
        Func<Task>[] calls =
        [
            () => store.GetAsync("runs", "p", "k", Cancel),
            () => store.ReadAsync("runs", new KeyRange("p"), null, Cancel),
            () => store.WriteAsync("runs", "p", Writes, Cancel),
            () => store.TablesAsync("", Cancel),
            () => store.DropAsync("runs", Cancel),
        ];

        foreach (Func<Task> call in calls)
        {
            StoreUnavailableException outage = await Assert.ThrowsAsync<StoreUnavailableException>(call);
            Assert.StartsWith($"http://127.0.0.1:9/devstoreaccount1: status {(int)status} {code}: ", outage.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', outage.Message);
        }
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_one_clear_line()
    {
        AzureTablesStore store = Store(NoOne, _ => throw new HttpRequestException("Connection refused"));

        StoreUnavailableException outage = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync("runs", "p", Writes, Cancel));

        Assert.Equal("http://127.0.0.1:9/devstoreaccount1: no answer: Connection refused", outage.Message);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_one_clear_line_unless_the_caller_gave_up()
    {
        AzureTablesStore store = Store(NoOne, _ => throw new TaskCanceledException("A task was canceled."));

        StoreUnavailableException outage = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync("runs", "p", Writes, Cancel));
        Assert.Equal("http://127.0.0.1:9/devstoreaccount1: no answer in time", outage.Message);

        using CancellationTokenSource given = new();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.GetAsync("runs", "p", "k", given.Token));
    }

    [Fact]
    public async Task An_identity_that_is_not_to_be_had_is_an_outage_and_no_fault_of_what_is_kept()
    {
        AzureTablesStore store = new(new TableServiceClient(new Uri("https://127.0.0.1:9"), new NoIdentity()), _time);
        Func<Task>[] calls = [() => store.GetAsync("runs", "p", "k", Cancel), () => store.WriteAsync("runs", "p", Writes, Cancel), () => store.TablesAsync("", Cancel)];

        foreach (Func<Task> call in calls)
        {
            StoreUnavailableException outage = await Assert.ThrowsAsync<StoreUnavailableException>(call);
            Assert.Equal("https://127.0.0.1:9/: the identity cannot sign in: no managed identity endpoint", outage.Message);
        }
    }

    private static string NoOne =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bm9uZQ==;TableEndpoint=http://127.0.0.1:9/devstoreaccount1;";

    private AzureTablesStore Store(string connection, Func<HttpRequestMessage, HttpResponseMessage?> answer)
    {
        TableClientOptions options = new() { Transport = new HttpClientTransport(new Interceptor(answer)) };
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new AzureTablesStore(new TableServiceClient(connection, options), _time);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string code)
    {
        string body = """{"odata.error":{"code":"CODE","message":{"lang":"en-US","value":"Said by the test.\nRequestId:1"}}}""".Replace("CODE", code, StringComparison.Ordinal);
        HttpResponseMessage response = new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        response.Headers.Add("x-ms-error-code", code);
        return response;
    }

    private sealed class Interceptor(Func<HttpRequestMessage, HttpResponseMessage?> answer) : DelegatingHandler(new HttpClientHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request) is HttpResponseMessage given ? Requested(given, request) : await base.SendAsync(request, cancellationToken);

        private static HttpResponseMessage Requested(HttpResponseMessage response, HttpRequestMessage request)
        {
            response.RequestMessage = request;
            return response;
        }
    }
}
