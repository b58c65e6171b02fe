using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Estates;

namespace Observability.Integration.Http;

/// <summary>What a page reads does not grow with the estate.</summary>
public sealed class RangesTests
{
    private const int Many = 10_000;
    private const int MostRanges = 20;
    private const int MostRows = 120;
    private const int Troubled = 50;

    // Of 10,000 jobs and as many datasets.
    private const int MostFurtherOfOverview = 2;
    private const int MostSingleOfOverview = 5;
    private const int MostRowsOfOverview = 1000;

    [Fact]
    public async Task No_page_reads_more_than_20_ranges_at_10_000_jobs()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        CountingStore store = new(new MemoryStore());
        Service service = await SmallEstate.CreateAsync(store, cancel);
        for (int i = 0; i < Many; i++)
        {
            Subject job = Subject.Job("many", $"job_{i}");
            await service.Jobs.JoinAsync(JobState.Of(new JobFact { Job = job, At = SmallEstate.Now, Owners = ["somebody"] }, (ulong)i), cancel);
            await service.Outlooks.PutAsync(new Outlook { Subject = job, Last = SmallEstate.Now, Failed = [false, true], FailingSince = i < Troubled ? SmallEstate.Now : null }, cancel);
            Subject dataset = Subject.Dataset("many", $"set_{i}");
            await service.Datasets.JoinAsync(DatasetState.Of(dataset, SmallEstate.Now, 1, (ulong)i), cancel);
            await service.Outlooks.PutAsync(new Outlook { Subject = dataset, Deadline = SmallEstate.Now, LateSince = i < Troubled ? SmallEstate.Now : null }, cancel);
        }

        Subject hub = Subject.Dataset("many", "hub");
        await service.Lineage.KeepAsync([.. Enumerable.Range(0, 400).Select(i => (hub, Subject.Job("many", $"job_{i}"))), .. Enumerable.Range(0, 400).Select(i => (Subject.Job("many", $"job_{i}"), Subject.Dataset("many", $"set_{i}")))], SmallEstate.Now, cancel);
        await service.Slos.CountAsync(cancel);
        IReadOnlyList<IncidentSummary> open = await service.IncidentLists.OpenAsync(cancel);
        await using Served served = await Served.StartAsync(service);
        store.Reset();
        using (await served.Client.GetAsync(new Uri("/", UriKind.Relative), cancel))
        {
            // When last counted, the estate was small.
            Assert.InRange(store.Read().Ranges, 1, MostRanges);
        }

        await service.CountEstate.CountAsync(cancel);
        string token = await service.ActLinks.MakeAsync(open[0].Id, SmallEstate.Now, cancel);
        string[] pages =
        [
            "/", "/pipelines", "/pipelines?page=7&state=failing", "/jobs/" + Uri.EscapeDataString(SmallEstate.Job("clean_orders").Name), "/runs/clean_orders-20261120", "/freshness",
            "/datasets/" + Uri.EscapeDataString(SmallEstate.Dataset("lake/silver/orders").Name), "/cost", "/incidents", .. open.Select(i => "/incidents/" + i.Id), "/notifications", "/reports",
            "/lineage", "/lineage?text=job_77", "/lineage?depth=8&of=" + Uri.EscapeDataString(hub.Text), "/recommendations?state=all", "/slo", "/sources", "/backtest?measure=duration&of=" + Uri.EscapeDataString(SmallEstate.Job("clean_orders").Text), "/a/" + token,
        ];
        List<string> over = [.. Pages().Where(p => !Array.Exists(pages, q => q == p || q.StartsWith(p + "/", StringComparison.Ordinal) || q.StartsWith(p + "?", StringComparison.Ordinal))).Select(p => p + ": not looked at")];
        foreach (string page in pages)
        {
            store.Reset();
            using HttpResponseMessage answer = await served.Client.GetAsync(page, cancel);
            (int ranges, int more, int rows) = store.Read();
            if (!answer.IsSuccessStatusCode || ranges > MostRanges || rows > MostRows || page == "/" && (more > MostFurtherOfOverview || rows > MostSingleOfOverview || store.Rows > MostRowsOfOverview))
            {
                over.Add($"{page}: {(int)answer.StatusCode}, {ranges} ranges, {more} further pages, {rows} single rows, {store.Rows} rows of ranges");
            }
        }

        Assert.Empty(over);
    }

    // All pages that the navigation leads to: a new one is looked at, or fails here.
    private static IEnumerable<string> Pages() => Web.Layout.Shell.Pages.Select(p => p.Href);
}
