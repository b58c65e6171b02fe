using System.Net;
using Microsoft.AspNetCore.Builder;
using Observability.Adapters.Files;
using Observability.Adapters.Pictures;
using Observability.Core;
using Observability.Web;

namespace Observability.Integration.Http;

/// <summary>A service behind real Kestrel on a free port, and a client for it.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private Served(WebApplication app, DirectoryInfo folder)
    {
        _app = app;
        _folder = folder;
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public string Folder => _folder.FullName;

    public static async Task<Served> StartAsync(Service service, string? key = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("obs-http");
        WebApplication app = WebApp.Build(service, new() { Urls = ["http://127.0.0.1:0"], DataFolder = folder.FullName, Formats = Formats.All, Pictures = new ScottPlotPictures(), ApiKey = key });
        await app.StartAsync();
        return new(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
