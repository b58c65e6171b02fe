using System.Diagnostics;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Observability.Functions.Host.Rpc;

namespace Observability.Functions.Host;

/// <summary>The built function app as a process of its own, started as the functions host starts it, over real gRPC.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Process _process;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private Worker(WebApplication server, Process process, FunctionHost host) => (_server, _process, Host) = (server, process, host);

    public FunctionHost Host { get; }

    /// <summary>When the process was started.</summary>
    public long Began { get; private init; }

    /// <summary>Seconds of processors that the process took so far: what a busy machine does not lengthen.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Files that the process has loaded, by name.</summary>
    public IReadOnlySet<string> Loaded => File.ReadLines($"/proc/{_process.Id}/maps").Select(l => l[(l.LastIndexOf('/') + 1)..]).ToHashSet(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="http">Whether it is to take forwarded requests before this ends.</param>
    public static async Task<Worker> StartAsync(IReadOnlyDictionary<string, string> settings, bool http = true)
    {
        FunctionHost host = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = int.MaxValue);
        builder.Services.AddSingleton(host);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, on => on.Protocols = HttpProtocols.Http2));
        WebApplication server = builder.Build();
        server.MapGrpcService<FunctionHost>();
        await server.StartAsync(Cancel);
        long began = TimeProvider.System.GetTimestamp();
        Process process = Start(server.Urls.First(), settings);
        Worker worker = new(server, process, host) { Began = began };
        Task ended = process.WaitForExitAsync(Cancel);
        Task loaded = host.LoadAsync(Path.GetDirectoryName(Built.Worker)!, Cancel);
        Assert.True(await Task.WhenAny(ended, loaded) == loaded, "the worker ended before its functions were loaded");
        await loaded;
        if (http)
        {
            await worker.ListeningAsync();
        }

        return worker;
    }

    // The host tries to connect again for some seconds: the worker says where it listens before it does.
    private async Task ListeningAsync()
    {
        for (int attempt = 0; ; attempt++)
        {
            using System.Net.Sockets.TcpClient client = new();
            try
            {
                await client.ConnectAsync(Host.Http!.Host, Host.Http.Port, Cancel);
                return;
            }
            catch (System.Net.Sockets.SocketException) when (attempt < 200)
            {
                await Task.Delay(100, Cancel);
            }
        }
    }

    /// <summary>How it ends when its settings are wrong.</summary>
    public static async Task<(int Code, string Error)> RefusedAsync(IReadOnlyDictionary<string, string> settings)
    {
        using Process process = Start("http://127.0.0.1:9", settings, listen: false);
        Task<string> error = process.StandardError.ReadToEndAsync(Cancel);
        _ = process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel);
        return (process.ExitCode, await error);
    }

    public Task<InvocationResponse> TickAsync(bool late = false, string? id = null) => Host.InvokeAsync(
        "DueTimer",
        "timer",
        new() { Json = $$"""{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"2026-11-22T12:00:00.0012+00:00","Next":"2026-11-22T12:01:00+00:00","LastUpdated":"2026-11-22T12:00:00.0012+00:00"},"IsPastDue":{{(late ? "true" : "false")}}}""" },
        id: id);

    /// <param name="first">Number of the first event in its partition.</param>
    public Task<InvocationResponse> BatchAsync(IEnumerable<string> events, int first, int partition = 0)
    {
        CollectionBytes bodies = new();
        bodies.Bytes.AddRange(events.Select(ByteString.CopyFromUtf8));
        CollectionSInt64 numbers = new();
        numbers.Sint64.AddRange(Enumerable.Range(first, bodies.Bytes.Count).Select(n => (long)n));
        return Host.InvokeAsync("LineageEvents", "events", new() { CollectionBytes = bodies }, new Dictionary<string, TypedData>
        {
            ["PartitionContext"] = new() { Json = $$"""{"PartitionId":"{{partition}}","ConsumerGroup":"$Default","EventHubName":"lineage","FullyQualifiedNamespace":"made-up.servicebus.windows.net"}""" },
            ["SequenceNumberArray"] = new() { CollectionSint64 = numbers },
        });
    }

    public Task<InvocationResponse> MessageAsync(string message) => Host.InvokeAsync("WorkMessages", "message", new() { String = message });

    /// <summary>A request as the host forwards it: two messages that meet in the worker.</summary>
    public async Task<(HttpStatusCode Status, string Body)> HttpAsync(HttpMethod method, string path, string? body = null, string? key = null, string from = "203.0.113.9")
    {
        string id = Ids.Next().ToString();
        using HttpRequestMessage request = new(method, new Uri(Host.Http!, path)) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("x-ms-invocation-id", id);
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Forwarded-Host", "app.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        Task<HttpResponseMessage> sent = _http.SendAsync(request, Cancel);
        InvocationResponse invoked = await Host.InvokeAsync("Http", "request", new() { Http = new RpcHttp() }, new Dictionary<string, TypedData> { ["path"] = new() { String = path.Trim('/') } }, id);
        using HttpResponseMessage response = await sent;
        Assert.True(invoked.Result.Status == StatusResult.Types.Status.Success, invoked.Result.Exception?.Message);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Ends it at once, as when its machine dies.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Host.Terminate();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill();
        }

        _process.Dispose();
        _http.Dispose();
        using CancellationTokenSource soon = new(TimeSpan.FromSeconds(1));
        await _server.StopAsync(soon.Token);
        await _server.DisposeAsync();
    }

    private static Process Start(string address, IReadOnlyDictionary<string, string> settings, bool listen = true)
    {
        Uri uri = new(address);
        string id = Ids.Next().ToString();
        string folder = Path.GetDirectoryName(Built.Worker)!;
        ProcessStartInfo start = new("dotnet",
        [
            Built.Worker, "--host", uri.Host, "--port", $"{uri.Port}", "--workerId", id, "--requestId", id, "--grpcMaxMessageLength", "2147483647",
            "--functions-uri", address, "--functions-worker-id", id, "--functions-request-id", id, "--functions-grpc-max-message-length", "2147483647",
        ])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = folder;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["AZURE_FUNCTIONS_ENVIRONMENT"] = "Production";
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        if (listen)
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        return process;
    }
}
