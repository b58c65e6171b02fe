using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Observability.Functions;

/// <summary>A webhook of this machine that keeps the ids of what it is sent, and may keep callers waiting.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.First() + "/hook";

    /// <summary>Ids of all messages that came, in order.</summary>
    public ConcurrentQueue<string> Ids { get; } = [];

    /// <summary>Whether a caller waits until it gives up.</summary>
    public bool Hangs { get; set; }

    /// <summary>Done when a caller waits.</summary>
    public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<Receiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Receiver receiver = new(builder.Build());
        receiver._app.MapPost("/hook", receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        Called.TrySetResult();
        if (Hangs)
        {
            await Task.Delay(TimeSpan.FromMinutes(1), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        Ids.Enqueue(http.Request.Headers["webhook-id"].ToString());
    }
}
