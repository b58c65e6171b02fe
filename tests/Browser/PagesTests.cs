using Microsoft.Playwright;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Estates;

namespace Observability.Browser;

/// <summary>Every page in a real browser: no errors, nothing wider than the screen, headings and landmarks in place; and a picture of each to look at.</summary>
public sealed class PagesTests(Served served) : IClassFixture<Served>
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    public async Task Every_page_is_whole_in_light_and_dark_on_wide_and_narrow_screens()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"no Chromium at {Chromium}: apt-get install chromium");
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Headless = true, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        string pictures = Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "screenshots")).FullName;
        List<string> wrong = [];
        foreach ((string name, string path) in await PathsAsync())
        {
            foreach ((ColorScheme scheme, int width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Dark, 390) })
            {
                wrong.AddRange(await LookAsync(browser, name, path, scheme, width, pictures));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_form_on_the_page_of_an_incident_acknowledges_it()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"no Chromium at {Chromium}: apt-get install chromium");
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Headless = true, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        IncidentSummary incident = (await served.Service.IncidentLists.OpenAsync(TestContext.Current.CancellationToken)).First(i => i.State == IncidentState.Open && i.Kind == IncidentKind.Spend);
        IPage page = await browser.NewPageAsync();
        await page.GotoAsync($"{served.Address}/incidents/{incident.Id}");

        await page.GetByLabel("Your name").First.FillAsync("Ana <script>alert(1)</script>");
        await page.GetByRole(AriaRole.Button, new() { Name = "I look after it" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Done.");
        Assert.Equal(IncidentState.Acknowledged, (await served.Service.Incidents.FindAsync(incident.Id, TestContext.Current.CancellationToken))!.Incident.State);
        Assert.Contains("Acknowledged by Ana <script>", await page.Locator(".marks").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_a_message_snoozes_its_incident_and_a_box_of_the_lineage_leads_to_its_own_picture()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"no Chromium at {Chromium}: apt-get install chromium");
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Headless = true, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        IncidentSummary incident = (await served.Service.IncidentLists.OpenAsync(cancel)).First(i => i.Kind == IncidentKind.RunFailed);
        IPage page = await browser.NewPageAsync();

        await page.GotoAsync($"{served.Address}/a/{await served.Service.ActLinks.MakeAsync(incident.Id, SmallEstate.Now, cancel)}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Done.");
        await page.GotoAsync(served.Address + "/lineage?of=" + Uri.EscapeDataString(SmallEstate.Job("clean_orders").Text));
        await page.Locator("svg.graph a", new() { HasText = "orders_by_customer" }).First.ClickAsync();

        Assert.NotNull((await served.Service.Incidents.FindAsync(incident.Id, cancel))!.Incident.SnoozedUntil);
        await Assertions.Expect(page.Locator("svg.graph .here")).ToContainTextAsync("orders_by_customer");
    }

    private async Task<IReadOnlyList<(string Name, string Path)>> PathsAsync()
    {
        IReadOnlyList<IncidentSummary> open = await served.Service.IncidentLists.OpenAsync(TestContext.Current.CancellationToken);
        return
        [
            ("overview", "/"),
            ("pipelines", "/pipelines"),
            ("job", "/jobs/" + Uri.EscapeDataString(SmallEstate.Job("sessionise_clicks").Name)),
            ("run", "/runs/sessionise_clicks-20261122"),
            ("run-failed", "/runs/ingest_orders-20261122"),
            ("freshness", "/freshness"),
            ("dataset", "/datasets/" + Uri.EscapeDataString(SmallEstate.Dataset("lake/silver/sessions").Name)),
            ("cost", "/cost"),
            ("cost-by-account", "/cost?by=account"),
            ("incidents", "/incidents"),
            .. open.Select(i => ($"incident-{i.Kind}", "/incidents/" + i.Id)).DistinctBy(p => p.Item1),
            ("notifications", "/notifications"),
            ("lineage", "/lineage"),
            ("lineage-of", "/lineage?depth=2&of=" + Uri.EscapeDataString(SmallEstate.Job("clean_orders").Text)),
            ("lineage-far", "/lineage?depth=8&of=" + Uri.EscapeDataString(SmallEstate.Job("ingest_orders").Text)),
            ("recommendations", "/recommendations"),
            ("backtest", "/backtest?measure=duration&of=" + Uri.EscapeDataString(SmallEstate.Job("sessionise_clicks").Text)),
            ("slo", "/slo"),
            ("sources", "/sources"),
            ("act", "/a/" + await served.Service.ActLinks.MakeAsync(open[0].Id, SmallEstate.Now, TestContext.Current.CancellationToken)),
            ("reports", "/reports"),
            ("missing", "/jobs/nothing"),
        ];
    }

    private async Task<IReadOnlyList<string>> LookAsync(IBrowser browser, string name, string path, ColorScheme scheme, int width, string pictures)
    {
        string place = $"{name} {scheme} {width}";
        List<string> wrong = [];
        await using IBrowserContext context = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        IPage page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(name == "missing" && message.Text.Contains("404", StringComparison.Ordinal)))
            {
                wrong.Add($"{place}: console {message.Text}");
            }
        };
        page.PageError += (_, error) => wrong.Add($"{place}: {error}");
        IResponse? response = await page.GotoAsync(served.Address + path);
        if (response?.Status != (name == "missing" ? 404 : 200))
        {
            wrong.Add($"{place}: status {response?.Status}");
        }

        int overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0)
        {
            wrong.Add($"{place}: {overflow} px wider than the screen");
        }

        foreach ((string what, string selector) in new[] { ("one h1", "h1"), ("one main", "main"), ("one header", "body > header"), ("one footer", "body > footer"), ("one navigation", "nav[aria-label=Pages]") }.Where(w => name != "act" || !w.Item1.EndsWith("navigation", StringComparison.Ordinal)))
        {
            if (await page.Locator(selector).CountAsync() != 1)
            {
                wrong.Add($"{place}: expected {what}");
            }
        }

        int nameless = await page.EvaluateAsync<int>("[...document.querySelectorAll('svg[role=img]')].filter(s => !s.getAttribute('aria-label')).length + [...document.querySelectorAll('input,select,textarea')].filter(i => !i.closest('label')).length");
        if (nameless > 0)
        {
            wrong.Add($"{place}: {nameless} pictures or fields without a name");
        }

        await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{name}-{scheme}-{width}.png".ToLowerInvariant()), FullPage = true });
        return wrong;
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Observability.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
