using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Observability.Adapters.AzureMonitor;

namespace Observability.Integration.AzureMonitor;

/// <summary>A data collection endpoint on this machine, over HTTPS with a certificate of its own: answers as it is told, and takes everything otherwise.</summary>
internal sealed class FakeMonitor : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<Answer> _answers = new();
    private readonly X509Certificate2 _certificate = SelfSigned();

    private FakeMonitor()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(_certificate)));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Every call, in order.</summary>
    public List<Call> Calls { get; } = [];

    public Uri Address => new(_app.Urls.Single() + "/");

    /// <summary>Trusts this server's certificate, and no other.</summary>
    public LogsIngestionOptions Options => new()
    {
        Transport = new HttpClientTransport(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == _certificate.Thumbprint }),
    };

    public static async Task<FakeMonitor> StartAsync(params IEnumerable<Answer> answers)
    {
        FakeMonitor monitor = new();
        foreach (Answer answer in answers)
        {
            monitor._answers.Enqueue(answer);
        }

        await monitor._app.StartAsync();
        return monitor;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using MemoryStream packed = new();
        await http.Request.Body.CopyToAsync(packed);
        packed.Position = 0;
        using GZipStream gzip = new(packed, CompressionMode.Decompress);
        using MemoryStream body = new();
        await gzip.CopyToAsync(body);
        Answer answer = _answers.Count > 0 ? _answers.Dequeue() : new(204);
        Calls.Add(new(
            http.Request.Path + http.Request.QueryString,
            http.Request.Headers.Authorization.ToString(),
            http.Request.ContentType ?? "",
            http.Request.Headers.ContentEncoding.ToString(),
            body.Length,
            [.. JsonNode.Parse(body.ToArray())!.AsArray().Select(r => (JsonObject)r!)],
            answer.Status));
        http.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is not null)
        {
            http.Response.Headers.RetryAfter = answer.RetryAfter;
        }

        if (answer.Text.Length > 0)
        {
            await http.Response.WriteAsync(answer.Text);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    internal sealed record Answer(int Status, string? RetryAfter = null, string Text = "");

    /// <param name="Bytes">Of the body, before compression.</param>
    internal sealed record Call(string Path, string Authorization, string Type, string Encoding, long Bytes, IReadOnlyList<JsonObject> Rows, int Status);
}
