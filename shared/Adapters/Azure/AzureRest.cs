using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Observability.Core.Collectors;

namespace Observability.Adapters.Azure;

/// <summary>Asks one of Azure's REST interfaces through the pipeline of Azure.Core, as an identity, and answers in our words.</summary>
/// <remarks>Passing failures are tried again a few times; a source that wants to be left alone for longer than half a minute is, and the collection is taken up later.</remarks>
public sealed class AzureRest
{
    private static readonly TimeSpan PatienceWithin = TimeSpan.FromSeconds(30);

    private readonly HttpPipeline _pipeline;
    private readonly Uri _host;
    private readonly string _role;

    /// <param name="host">Only this host is ever asked, whatever a link in an answer says.</param>
    /// <param name="role">Role that reading needs, for the message when it is missing.</param>
    public AzureRest(TokenCredential credential, Uri host, string role, AzureConnection connection)
    {
        Options options = new() { Transport = connection.Transport, RetryPolicy = new Patience(connection.FirstDelay) };
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(100);
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, new Uri(host, ".default").ToString()));
        (_host, _role) = (host, role);
    }

    /// <param name="path">Path and query; or a whole link from an answer, which must lead to the same host.</param>
    /// <exception cref="SourceFailedException">No usable answer.</exception>
    public Task<BinaryData> GetAsync(string path, CancellationToken cancel) => AskAsync(RequestMethod.Get, path, null, cancel);

    /// <exception cref="SourceFailedException">No usable answer.</exception>
    public Task<BinaryData> PostAsync(string path, BinaryData body, CancellationToken cancel) => AskAsync(RequestMethod.Post, path, body, cancel);

    private async Task<BinaryData> AskAsync(RequestMethod method, string path, BinaryData? body, CancellationToken cancel)
    {
        if (!Uri.TryCreate(_host, path, out Uri? address) || address.Authority != _host.Authority || address.Scheme != _host.Scheme)
        {
            throw new SourceFailedException(SourceFailure.BadAnswer, $"{_host.Host}: a link of an answer leads elsewhere");
        }

        using HttpMessage message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(body);
        }

        try
        {
            await _pipeline.SendAsync(message, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (AzureAnswer.OfTrouble(e, $"{_host.Host}{address.AbsolutePath}", cancel) is not null)
        {
            throw AzureAnswer.OfTrouble(e, $"{_host.Host}{address.AbsolutePath}", cancel)!;
        }

        Response response = message.Response;
        return response.Status is >= 200 and < 300
            ? response.Content
            : throw AzureAnswer.Failed(response.Status, AzureAnswer.ErrorIn(response.Content), $"{_host.Host}{address.AbsolutePath}", _role, AzureAnswer.RetryAfter(response.Headers));
    }

    private sealed class Options : ClientOptions;

    /// <summary>Three more tries with 0.8, 1.6, 3.2 s between them or as long as the source asks, unless that is long.</summary>
    private sealed class Patience(TimeSpan first) : RetryPolicy(3, DelayStrategy.CreateExponentialDelayStrategy(first, PatienceWithin))
    {
        protected override bool ShouldRetry(HttpMessage message, Exception? exception) => !Long(message) && base.ShouldRetry(message, exception);

        protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) => Long(message) ? new(false) : base.ShouldRetryAsync(message, exception);

        private static bool Long(HttpMessage message) => message.HasResponse && AzureAnswer.RetryAfter(message.Response.Headers) > PatienceWithin;
    }
}

/// <summary>How Azure is reached.</summary>
/// <param name="Transport">For tests; null: the network.</param>
/// <param name="FirstDelay">Before the second try.</param>
public sealed record AzureConnection(HttpPipelineTransport Transport, TimeSpan FirstDelay)
{
    public static AzureConnection Network { get; } = new(HttpClientTransport.Shared, TimeSpan.FromSeconds(0.8));
}
