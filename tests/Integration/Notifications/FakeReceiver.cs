using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Observability.Integration.Notifications;

/// <summary>What a receiver does with one request.</summary>
internal enum Behaviour
{
    /// <summary>As its rules say.</summary>
    Rules,
    TooManyRequests,
    ServerError,
    RequestTimeout,
    Gone,
    Redirect,

    /// <summary>200 with an error in the body.</summary>
    ErrorWithOk,

    /// <summary>Answers as its rules say, after 300 ms.</summary>
    Slow,

    /// <summary>Takes the request and never answers.</summary>
    Never,

    /// <summary>Takes the request and closes the connection.</summary>
    Close,

    /// <summary>200 with a body without end.</summary>
    Endless,
}

/// <summary>One request that came in.</summary>
/// <param name="Taken">Whether the answer said so.</param>
internal sealed record Received(string Path, string Id, byte[] Body, bool Taken);

/// <summary>A real HTTP server that is Teams under /teams, Slack under /slack and a Standard Webhooks receiver under /hook.</summary>
[SuppressMessage("Design", "CA1001", Justification = "disposed asynchronously")]
internal sealed class FakeReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Behaviour>> _scripts = new();

    private FakeReceiver(WebApplication app) => _app = app;

    /// <summary>Set to let those that never answer go.</summary>
    public CancellationTokenSource Closing { get; } = new();

    public IReadOnlyList<Received> Requests => [.. _received];

    /// <summary>What got through, in order of arrival.</summary>
    public IReadOnlyList<Received> Taken => [.. _received.Where(r => r.Taken)];

    public Uri Url(string path) => new(_app.Urls.Single() + path);

    /// <summary>What is done with the next requests to a path; after them, its rules hold.</summary>
    public void Next(string path, params Behaviour[] behaviours) => _scripts[path] = new(behaviours);

    public static async Task<FakeReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        FakeReceiver receiver = new(app);
        app.MapPost("/{**path}", receiver.AnswerAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await Closing.CancelAsync();
        await _app.DisposeAsync();
        Closing.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path;
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        Behaviour behaviour = _scripts.TryGetValue(path, out ConcurrentQueue<Behaviour>? script) && script.TryDequeue(out Behaviour next) ? next : Behaviour.Rules;
        (int status, string answer) = behaviour is Behaviour.Rules or Behaviour.Slow
            ? ReceiverRulesOf.Judge(path, context.Request, body.ToArray())
            : StatusOf(behaviour);
        bool taken = behaviour == Behaviour.Endless || (behaviour is Behaviour.Rules or Behaviour.Slow && status is >= 200 and < 300);
        _received.Enqueue(new(path, context.Request.Headers["webhook-id"].ToString(), body.ToArray(), taken));
        await DoAsync(behaviour, context, status, answer);
    }

    private async Task DoAsync(Behaviour behaviour, HttpContext context, int status, string answer)
    {
        switch (behaviour)
        {
            case Behaviour.Never:
                await Task.Delay(Timeout.Infinite, Closing.Token).ContinueWith(_ => context.Abort(), TaskScheduler.Default);
                return;
            case Behaviour.Close:
                context.Abort();
                return;
            case Behaviour.Slow:
                await Task.Delay(300);
                break;
            case Behaviour.TooManyRequests:
                context.Response.Headers.RetryAfter = "120";
                break;
            case Behaviour.Redirect:
                context.Response.Headers.Location = "/hook/elsewhere";
                break;
            case Behaviour.Endless:
                byte[] page = new byte[16 * 1024];
                while (!context.RequestAborted.IsCancellationRequested && !Closing.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(page, Closing.Token);
                }

                return;
        }

        context.Response.StatusCode = status;
        if (answer.Length > 0)
        {
            await context.Response.WriteAsync(answer);
        }
    }

    private static (int Status, string Body) StatusOf(Behaviour behaviour) => behaviour switch
    {
        Behaviour.TooManyRequests => (429, "slow down"),
        Behaviour.ServerError => (500, "oops"),
        Behaviour.RequestTimeout => (408, ""),
        Behaviour.Gone => (410, "channel_is_archived"),
        Behaviour.Redirect => (302, ""),
        _ => (200, """{"ok":false,"error":"ratelimited"}"""),
    };
}
