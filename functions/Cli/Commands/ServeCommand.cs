using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Observability.Adapters.Files;
using Observability.Adapters.Pictures;
using Observability.Core;
using Observability.Core.Primitives;
using Observability.Web;

namespace Observability.Cli.Commands;

/// <summary><c>obs serve</c></summary>
internal static class ServeCommand
{
    public const string DefaultUrl = "http://127.0.0.1:7080";

    public static Option<string> Urls() => new("--urls") { Description = "Where to listen, separated by ;.", DefaultValueFactory = _ => DefaultUrl };

    public static Command Create()
    {
        Option<string> urls = Urls();
        Command command = new("serve", "The local service: ingest API, scheduler, delivery, dashboard. Callers from elsewhere need the key of OBS_API_KEY.\n\nExample: obs serve --data /var/lib/observability") { urls };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed, atOnce: true);
            await RunAsync(session, parsed.GetValue(urls)!, null, cancel);
            return ExitCode.Done;
        });
        return command;
    }

    /// <param name="note">One line on every page.</param>
    public static async Task RunAsync(Session session, string urls, string? note, CancellationToken cancel)
    {
        string[] addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0 || addresses.FirstOrDefault(a => !IsAddress(a)) is not null)
        {
            throw new UsageException($"obs: --urls: expected addresses like {DefaultUrl}, found {SafeText.Cut(addresses.FirstOrDefault(a => !IsAddress(a)) ?? "none")}");
        }

        using SemaphoreSlim wake = new(1);
        await using WebApplication app = WebApp.Build(session.Service, new WebOptions
        {
            Urls = addresses,
            DataFolder = session.Data,
            Pictures = new ScottPlotPictures(),
            Formats = Formats.All,
            Note = note is null ? null : SafeText.Cut(note, 200),
            ApiKey = Surrounding.Variable("OBS_API_KEY"),
            Kept = () => Wake(wake),
        });
        await app.StartAsync(cancel);
        Output.Note($"listening on {string.Join(", ", app.Urls)}; Ctrl-C ends");
        using KeepUp keepUp = new(session.Service);
        try
        {
            while (true)
            {
                // Woken by what was kept, and by the clock once a second for what becomes due.
                await wake.WaitAsync(TimeSpan.FromSeconds(1), cancel);
                await keepUp.RunAsync(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65_535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void Wake(SemaphoreSlim wake)
    {
        if (wake.CurrentCount == 0)
        {
            wake.Release();
        }
    }
}
