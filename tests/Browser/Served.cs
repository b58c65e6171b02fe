using Microsoft.AspNetCore.Builder;
using Observability.Adapters.Files;
using Observability.Core;
using Observability.Estates;
using Observability.Web;

namespace Observability.Browser;

/// <summary>The dashboard over the made-up history, on a free port.</summary>
public sealed class Served : IAsyncLifetime
{
    private WebApplication? _app;
    private DirectoryInfo? _folder;

    public Service Service { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _folder = Directory.CreateTempSubdirectory("obs-web");
        DirectoryInfo week = _folder.CreateSubdirectory("reports/2026-W46");
        await File.WriteAllTextAsync(Path.Combine(week.FullName, "report.html"), "<!doctype html><html lang=en><title>Week 46</title><h1>Week 46</h1></html>");
        await File.WriteAllTextAsync(Path.Combine(week.FullName, "report.csv"), "rule,amount\n");
        Service = await SmallEstate.CreateAsync(null, CancellationToken.None);
        _app = await StartAsync(Service, _folder.FullName);
        Address = _app.Urls.First();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _folder?.Delete(recursive: true);
    }

    public static async Task<WebApplication> StartAsync(Service service, string folder)
    {
        WebApplication app = WebApp.Build(service, new() { Urls = ["http://127.0.0.1:0"], DataFolder = folder, Formats = Formats.All, Note = "Sample estate: everything here is made up" });
        await app.StartAsync();
        return app;
    }
}
