using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Observability.Adapters.Azure;

namespace Observability.Integration.Collectors;

/// <summary>Azure's addresses, answered by a real web server on the loopback; and an identity whose token it asks for.</summary>
internal sealed class FakeAzure : IAsyncDisposable
{
    private const string Token = "token-of-the-test";

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();

    private FakeAzure(WebApplication app)
    {
        _app = app;
        _client = new(new Detour(new Uri(app.Urls.First())));
    }

    /// <summary>Method, host, path and query of every request, and its body.</summary>
    public ConcurrentQueue<(string Line, string Body)> Asked { get; } = new();

    public AzureConnection Connection => new(new HttpClientTransport(_client), TimeSpan.FromMilliseconds(1));

    public TokenCredential Identity { get; set; } = new Known(Token);

    public static async Task<FakeAzure> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        FakeAzure? fake = null;
        app.Run(context => fake!.AnswerAsync(context));
        await app.StartAsync();
        return fake = new(app);
    }

    /// <summary>The next answer; the last one given stays.</summary>
    public FakeAzure Then(int status, string body, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            foreach ((string name, string value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.WriteAsync(body);
        });
        return this;
    }

    /// <summary>The next answer is cut off in the middle.</summary>
    public FakeAzure ThenBreaks()
    {
        _answers.Enqueue(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"val");
            context.Abort();
        });
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        Asked.Enqueue(($"{context.Request.Method} {context.Request.Headers["x-was-for"]}{context.Request.Path}{context.Request.QueryString}", await reader.ReadToEndAsync()));
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("""{"error":{"code":"ExpiredAuthenticationToken","message":"The access token expiry UTC time is earlier than now."}}""");
            return;
        }

        Func<HttpContext, Task>? answer = null;
        if (_answers.Count > 1)
        {
            _answers.TryDequeue(out answer);
        }
        else
        {
            _answers.TryPeek(out answer);
        }

        await answer!(context);
    }

    /// <summary>An identity that has this token.</summary>
    public sealed class Known(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Detour(Uri to) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation("x-was-for", request.RequestUri!.Host);
            request.RequestUri = new Uri(to, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
