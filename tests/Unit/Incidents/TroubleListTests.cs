using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Unit.Incidents;

/// <summary>What judging a subject does to the list of what is in trouble: hours count from Monday, 2 November 2026, midnight.</summary>
public sealed class TroubleListTests
{
    private readonly Estate _estate = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_job_is_listed_once_it_cannot_be_saved_and_goes_with_the_next_good_run()
    {
        _estate.Run("load", 5).Run("load", 6, good: false).Run("load", 12);

        Assert.Equal("", await AtAsync(6.4));
        Assert.Equal("job:air/load failing", await AtAsync(6.5));
        Assert.Equal("", await AtAsync(13));
    }

    [Fact]
    public async Task More_failures_of_a_job_that_is_listed_write_nothing()
    {
        _estate.Run("load", 6, good: false).Run("load", 12, good: false).Run("load", 18, good: false);
        await AtAsync(7);
        string listed = await RowsAsync();

        await AtAsync(20);

        Assert.NotEqual("", listed);
        Assert.Equal(listed, await RowsAsync());
    }

    [Fact]
    public async Task A_dataset_that_is_late_is_listed_until_data_comes()
    {
        for (int hour = 0; hour < 30; hour++)
        {
            _estate.Update("landing", hour);
        }

        _estate.Update("landing", 40);

        Assert.Equal("dataset:lake/landing late", await AtAsync(36));
        Assert.Equal("", await AtAsync(40.5));
    }

    [Fact]
    public async Task A_process_that_dies_at_any_write_leaves_a_list_that_says_what_the_series_say()
    {
        int step = Lengths.Long ? 1 : 2;
        bool died = true;
        for (int write = 1; died; write += step)
        {
            Estate estate = new Estate().Run("load", 6, good: false, writes: "orders").Run("report", 6.5, good: false, reads: "orders").Run("load", 7, writes: "orders");
            died = await estate.DieAtAsync(write, 9);
            string listed = await ListedAsync(estate.Store);
            await new OutlookStore(estate.Store).RebuildAsync(new SeriesStore(estate.Store), Cancel);

            Assert.Equal((write, "job:air/report failing"), (write, listed));
            Assert.Equal((write, listed), (write, await ListedAsync(estate.Store)));
        }
    }

    private async Task<string> AtAsync(double hour)
    {
        await _estate.IncidentsAsync(hour);
        return await ListedAsync(_estate.Store);
    }

    // The rows with their versions: a write changes them whatever it says.
    private async Task<string> RowsAsync() => string.Join('\n', (await _estate.Store.RowsAsync("trouble", new KeyRange(null), Cancel).ToListAsync(Cancel)).Select(r => $"{r.Key} {r.ETag}"));

    private static async Task<string> ListedAsync(ITableStore store)
    {
        List<Trouble> all = [.. await new TroubleStore(store).OfAsync(OutlookStore.Jobs, Cancel).ToListAsync(Cancel), .. await new TroubleStore(store).OfAsync(OutlookStore.Datasets, Cancel).ToListAsync(Cancel)];
        return string.Join('\n', all.Select(t => $"{t.Subject.Text} {(t.FailingSince is not null ? "failing" : t.LateSince is not null ? "late" : string.Join(',', t.Firing))}"));
    }
}
