using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Observability.Adapters.AzureQueues;

namespace Observability.Contracts;

/// <summary>A message that wakes the service is a hint: whoever sends it goes on without.</summary>
public sealed class WorkQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, Exception?> Troubles => new()
    {
        { "obs-work: no answer in time", new TaskCanceledException("A task was canceled.") },
        { "obs-work: no answer: Connection refused", new HttpRequestException("Connection refused") },
        { "Service request failed.", null },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task What_keeps_a_message_from_being_sent_is_one_line_and_no_exception(string expected, Exception? thrown)
    {
        WorkQueue queue = Queue(() => thrown is null ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : throw thrown);

        Assert.Equal(expected, await queue.SendAsync("{}", Cancel));
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_told_that_it_is_away()
    {
        using CancellationTokenSource given = new();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Queue(() => new HttpResponseMessage(HttpStatusCode.Created)).SendAsync("{}", given.Token));
    }

    private static WorkQueue Queue(Func<HttpResponseMessage> answer)
    {
        QueueClientOptions options = new() { Transport = new HttpClientTransport(new Answering(answer)) };
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new(new QueueClient("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bm9uZQ==;QueueEndpoint=http://127.0.0.1:9/devstoreaccount1;", "obs-work", options));
    }

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            HttpResponseMessage response = answer();
            response.RequestMessage = request;
            return Task.FromResult(response);
        }
    }
}
