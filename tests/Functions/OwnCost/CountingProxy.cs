using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Observability.Functions.OwnCost;

/// <summary>Stands between the app and the storage emulator and counts what is asked: service and kind, and bytes both ways.</summary>
internal sealed partial class CountingProxy : IAsyncDisposable
{
    private static readonly string[] NotForwarded = ["Host", "Connection", "Transfer-Encoding", "Keep-Alive"];

    private readonly List<WebApplication> _apps = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 64 });
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>The account by way of this proxy.</summary>
    public string Connection { get; private set; } = "";

    /// <summary>Bytes of bodies, both ways.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What was asked, by service and kind.</summary>
    public SortedDictionary<string, long> Requests => new(_counts, StringComparer.Ordinal);

    public static async Task<CountingProxy> StartAsync(string connection)
    {
        CountingProxy proxy = new();
        foreach (Match endpoint in Endpoint().Matches(connection))
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            WebApplication app = builder.Build();
            (string service, string to) = (endpoint.Groups[1].Value, endpoint.Groups[2].Value);
            app.Run(http => proxy.ForwardAsync(service.ToLowerInvariant(), to, http));
            await app.StartAsync();
            proxy._apps.Add(app);
            connection = connection.Replace($"{service}Endpoint={to}", $"{service}Endpoint={app.Urls.First()}", StringComparison.Ordinal);
        }

        proxy.Connection = connection;
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (WebApplication app in _apps)
        {
            await app.DisposeAsync();
        }
    }

    private async Task ForwardAsync(string service, string to, HttpContext http)
    {
        string path = http.Request.Path.Value ?? "";
        _counts.AddOrUpdate($"{service}.{Kind(http.Request.Method, path)}", 1, (_, n) => n + 1);
        using HttpRequestMessage request = new(new HttpMethod(http.Request.Method), to + http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget);
        if (http.Request.ContentLength is > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            MemoryStream body = new();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            Interlocked.Add(ref _bytes, body.Length);
            request.Content = new ByteArrayContent(body.ToArray());
        }

        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in http.Request.Headers.Where(h => !NotForwarded.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        using HttpResponseMessage answer = await _http.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !NotForwarded.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        byte[] bytes = await answer.Content.ReadAsByteArrayAsync(http.RequestAborted);
        Interlocked.Add(ref _bytes, bytes.Length);
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static string Kind(string method, string path) => method switch
    {
        "GET" or "HEAD" => path.Contains("(PartitionKey", StringComparison.Ordinal) ? "read" : "query",
        "DELETE" => "delete",
        _ => path.EndsWith("$batch", StringComparison.Ordinal) ? "batch" : "write",
    };

    [GeneratedRegex(@"(Table|Queue|Blob)Endpoint=(http://[^/;]+)")]
    private static partial Regex Endpoint();
}
