using Microsoft.AspNetCore.Builder;
using Observability.Adapters.Files;
using Observability.Adapters.Pictures;
using Observability.Core;
using Observability.Core.Recommendations;
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
        await Service.Slos.CountAsync(CancellationToken.None);
        await Service.CountEstate.CountAsync(CancellationToken.None);
        await Service.Recommendations.SeenAsync(Saving(412.4m), new(2026, 11, 20), CancellationToken.None);
        await Service.Recommendations.SeenAsync(Saving(455.1m), new(2026, 11, 21), CancellationToken.None);
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

    private static Recommendation Saving(decimal amount) => new()
    {
        Rule = "idle-cluster",
        Resource = SmallEstate.Job("sessionise_clicks").Text,
        Title = "Let the cluster of sessionise_clicks stop after 15 idle minutes",
        Saving = new(amount, 290, 530, "USD"),
        Confidence = 0.8,
        Evidence = ["61 % of the billed time has no run in it", "30 of 30 days billed, 2026-10-23 to 2026-11-21"],
        Fix = "databricks clusters edit --json '{\"cluster_id\": \"1122-etl\", \"autotermination_minutes\": 15}'",
        Undo = "databricks clusters edit --json '{\"cluster_id\": \"1122-etl\", \"autotermination_minutes\": 0}'",
        Owner = "web",
        About = [SmallEstate.Job("sessionise_clicks")],
    };

    public static async Task<WebApplication> StartAsync(Service service, string folder)
    {
        WebApplication app = WebApp.Build(service, new() { Urls = ["http://127.0.0.1:0"], DataFolder = folder, Formats = Formats.All, Pictures = new ScottPlotPictures(), Note = "Sample estate: everything here is made up" });
        await app.StartAsync();
        return app;
    }
}
