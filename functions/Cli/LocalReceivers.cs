using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Observability.Core.Configuration;

namespace Observability.Cli;

/// <summary>Stand-ins for Teams, Slack and a webhook on a free port of this machine, which answer as those do and keep what they get, so that the demo sends over real HTTP.</summary>
internal sealed class LocalReceivers : IAsyncDisposable
{
    private static readonly string[] Types = ["teams", "slack", "webhook"];

    private readonly WebApplication _app;
    private readonly string _folder;
    private int _count;

    private LocalReceivers(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public IReadOnlyList<Receiver> Receivers { get; private set; } = [];

    /// <summary>Messages that came.</summary>
    public int Count => _count;

    /// <param name="folder">What comes is kept in files here.</param>
    public static async Task<LocalReceivers> StartAsync(string folder, CancellationToken cancel)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        LocalReceivers local = new(builder.Build(), folder);
        local._app.MapPost("/teams", async (HttpRequest request) => await local.KeepAsync("teams", request, Results.StatusCode(StatusCodes.Status202Accepted)));
        local._app.MapPost("/slack", async (HttpRequest request) => await local.KeepAsync("slack", request, Results.Text("ok")));
        local._app.MapPost("/webhook", async (HttpRequest request) => await local.KeepAsync("webhook", request, Results.Ok()));
        await local._app.StartAsync(cancel);
        string url = local._app.Urls.First();
        local.Receivers =
        [
            .. Types.Select(type => new Receiver
            {
                Name = type,
                Type = type,
                Url = new Uri($"{url}/{type}"),
                Secret = type == "webhook" ? "whsec_" + Convert.ToBase64String("a secret of the demonstration"u8) : null,
                AllowLocal = true,
            }),
        ];
        return local;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> KeepAsync(string type, HttpRequest request, IResult answer)
    {
        int number = Interlocked.Increment(ref _count);

        // A second copy of a message has the same id, and takes the place of the first.
        string name = request.Headers.TryGetValue("webhook-id", out var id) && id.ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? id.ToString() : $"{number:D4}";
        Directory.CreateDirectory(Path.Combine(_folder, type));
        await using FileStream file = File.Create(Path.Combine(_folder, type, name + ".json"));
        await request.Body.CopyToAsync(file, request.HttpContext.RequestAborted);
        return answer;
    }
}
