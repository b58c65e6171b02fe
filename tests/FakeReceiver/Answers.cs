using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Observability.FakeReceiver;

/// <summary>Answers as the rules of a path say, or as the next line of its script does; keeps what came.</summary>
internal sealed class Answers(CancellationToken closing)
{
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Behaviour>> _scripts = new();

    public IReadOnlyList<Received> Received => [.. _received];

    /// <summary>What is done with the next requests to a path; after them, its rules hold.</summary>
    public void Next(string path, IEnumerable<Behaviour> behaviours) => _scripts[path] = new(behaviours);

    public async Task AnswerAsync(HttpContext context)
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
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing);
        try
        {
            await DoAsync(behaviour, context.Response, status, answer, gone.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static async Task DoAsync(Behaviour behaviour, HttpResponse response, int status, string answer, CancellationToken gone)
    {
        switch (behaviour)
        {
            case Behaviour.Never:
                await Task.Delay(Timeout.Infinite, gone);
                return;
            case Behaviour.Close:
                response.HttpContext.Abort();
                return;
            case Behaviour.Slow:
                await Task.Delay(300, gone);
                break;
            case Behaviour.TooManyRequests:
                response.Headers.RetryAfter = "120";
                break;
            case Behaviour.Redirect:
                response.Headers.Location = "/hook/elsewhere";
                break;
            case Behaviour.Endless:
                byte[] page = new byte[16 * 1024];
                while (!gone.IsCancellationRequested)
                {
                    await response.Body.WriteAsync(page, gone);
                }

                return;
        }

        response.StatusCode = status;
        if (answer.Length > 0)
        {
            await response.WriteAsync(answer, gone);
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
