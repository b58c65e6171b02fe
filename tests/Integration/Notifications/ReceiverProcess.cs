using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Observability.FakeReceiver;

namespace Observability.Integration.Notifications;

/// <summary>The fake receiver as a process of its own.</summary>
internal sealed class ReceiverProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private ReceiverProcess(Process process, Uri address) => (_process, _http) = (process, new() { BaseAddress = address });

    /// <summary>What came, in order of arrival.</summary>
    public IReadOnlyList<Received> Requests
    {
        get
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/received");
            using HttpResponseMessage response = _http.Send(request);
            using Stream body = response.EnsureSuccessStatusCode().Content.ReadAsStream();
            return JsonSerializer.Deserialize<Received[]>(body, JsonSerializerOptions.Web)!;
        }
    }

    /// <summary>What got through, in order of arrival.</summary>
    public IReadOnlyList<Received> Taken => [.. Requests.Where(r => r.Taken)];

    public static async Task<ReceiverProcess> StartAsync()
    {
        Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Observability.FakeReceiver.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new(process, new Uri((await process.StandardOutput.ReadLineAsync())!));
    }

    public Uri Url(string path) => new(_http.BaseAddress!, path);

    /// <summary>What is done with the next requests to a path; after them, its rules hold.</summary>
    public void Next(string path, params Behaviour[] behaviours)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "/script" + path) { Content = JsonContent.Create(behaviours) };
        using HttpResponseMessage response = _http.Send(request);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
