using System.Text.Json;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Series;
using Observability.Estates;

namespace Observability.Integration.Storage;

public sealed class RebuildTests
{
    private static readonly DateTimeOffset From = SmallEstate.Now.AddDays(-50);

    private static readonly string[] Indexes = ["recent", "runids", "incidentindex", "outlook", "trouble"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_say_the_same_after_every_index_was_lost_and_written_again()
    {
        MemoryStore store = new();
        Service service = await SmallEstate.CreateAsync(store, Cancel);
        string before = await ListsAsync(service);
        foreach (string table in (await store.TablesAsync("", Cancel)).Where(IsIndex))
        {
            await store.DropAsync(table, Cancel);
        }

        string lost = await ListsAsync(service);
        (long runs, long incidents, long outlooks) = await service.RebuildAsync(Cancel);

        Assert.NotEqual(before, lost);
        Assert.Equal(before, await ListsAsync(service));
        Assert.True(runs > 100 && incidents > 2 && outlooks > 20, $"{runs} runs, {incidents} incidents, {outlooks} outlooks");
    }

    [Fact]
    public async Task Rows_of_facts_that_are_gone_go_too()
    {
        MemoryStore store = new();
        Service service = await SmallEstate.CreateAsync(store, Cancel);
        foreach (string table in (await store.TablesAsync("", Cancel)).Where(t => t.StartsWith("runs", StringComparison.Ordinal) || t.StartsWith("incidents", StringComparison.Ordinal)))
        {
            await store.DropAsync(table, Cancel);
        }

        await service.RebuildAsync(Cancel);

        Assert.Empty(await service.Runs.RecentAsync(From, SmallEstate.Now, Cancel).ToListAsync(Cancel));
        Assert.Empty(await service.IncidentLists.OpenedAsync(From, SmallEstate.Now, Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task The_list_of_what_is_in_trouble_is_written_again_from_the_series()
    {
        MemoryStore store = new();
        Service service = await SmallEstate.CreateAsync(store, Cancel);
        List<Trouble> before = await service.Outlooks.Troubles.OfAsync(OutlookStore.Jobs, Cancel).ToListAsync(Cancel);
        await service.Outlooks.Troubles.UnlistAsync(SmallEstate.Job("ingest_orders"), Cancel);
        await service.Outlooks.Troubles.ListAsync(new(SmallEstate.Job("gone"), SmallEstate.Now, null, []), null, Cancel);

        await service.RebuildAsync(Cancel);

        Assert.Contains(before, t => t.Subject == SmallEstate.Job("ingest_orders") && t.FailingSince is not null);
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(await service.Outlooks.Troubles.OfAsync(OutlookStore.Jobs, Cancel).ToListAsync(Cancel)));
    }

    private static bool IsIndex(string table) => Indexes.Any(name => table.StartsWith(name, StringComparison.Ordinal));

    private static async Task<string> ListsAsync(Service service)
    {
        List<RunSummary> runs = await service.Runs.RecentAsync(From, SmallEstate.Now, Cancel).ToListAsync(Cancel);
        List<Run?> found = [];
        foreach (RunSummary run in runs.Take(20))
        {
            found.Add(await service.Runs.FindAsync(run.RunId, Cancel));
        }

        List<IncidentSummary> opened = await service.IncidentLists.OpenedAsync(From, SmallEstate.Now, Cancel).ToListAsync(Cancel);
        List<Outlook> outlooks = [.. await service.Outlooks.AllAsync(OutlookStore.Jobs, Cancel).ToListAsync(Cancel), .. await service.Outlooks.AllAsync(OutlookStore.Datasets, Cancel).ToListAsync(Cancel)];
        List<Trouble> troubles = [.. await service.Outlooks.Troubles.OfAsync(OutlookStore.Jobs, Cancel).ToListAsync(Cancel), .. await service.Outlooks.Troubles.OfAsync(OutlookStore.Datasets, Cancel).ToListAsync(Cancel)];
        return JsonSerializer.Serialize(new { runs, found, opened, open = await service.IncidentLists.OpenAsync(Cancel), outlooks, troubles });
    }
}
