using Observability.Adapters.Memory;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Unit.Series;

public sealed class TroubleTests
{
    private static readonly DateTimeOffset Six = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
    private static readonly Judgement Judged = new(0, false, false, null, null, null);
    private static readonly Subject Load = Subject.Job("air", "load");
    private readonly OutlookStore _outlooks = new(new MemoryStore());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_failure_counts_once_it_is_judged_and_no_retry_can_save_it()
    {
        SeriesPoint well = new SeriesPoint(Six, 0, 1) { Judgement = Judged };
        SeriesPoint failed = new(Six.AddHours(1), 1, 2);

        Assert.Null(Of(well, failed));
        Assert.Equal(Six.AddHours(1), Of(well, failed with { Judgement = Judged })!.FailingSince);
        Assert.Null(Of(failed with { Judgement = Judged }, new SeriesPoint(Six.AddHours(2), Measures.WellAgain, 3) { Judgement = Judged }));
    }

    [Fact]
    public void What_is_late_or_fires_is_in_trouble_and_what_is_not_is_not()
    {
        Subject orders = Subject.Dataset("lake", "orders");

        Assert.Null(Trouble.Of(new Outlook { Subject = orders }));
        Assert.Equal(Six, Trouble.Of(new Outlook { Subject = orders, LateSince = Six })!.LateSince);
        Assert.Equal([Measures.Bytes, Measures.Rows], Trouble.Of(new Outlook { Subject = orders, Firing = [Measures.Rows, Measures.Bytes] })!.Firing);
    }

    [Fact]
    public async Task Mending_makes_the_list_say_what_the_outlooks_say()
    {
        await _outlooks.Troubles.ListAsync(Late("well again"), Six.AddHours(-2), Cancel);
        await _outlooks.Troubles.ListAsync(Late("gone"), null, Cancel);
        await _outlooks.Troubles.ListAsync(Late("other") with { LateSince = Six.AddDays(-3) }, Six.AddHours(-2), Cancel);
        await PutAsync("well again", null);
        await PutAsync("other", Six);
        await PutAsync("missed", Six);

        Assert.Equal((3, 2), await MendAsync());
        Assert.Equal(["dataset:lake/missed", "dataset:lake/other"], await ListedAsync());
        Assert.All(await _outlooks.Troubles.OfAsync(OutlookStore.Datasets, Cancel).ToListAsync(Cancel), t => Assert.Equal(Six, t.LateSince));
    }

    [Fact]
    public async Task Mending_leaves_alone_what_was_written_a_moment_ago()
    {
        await _outlooks.Troubles.ListAsync(Late("being judged"), Six.AddMinutes(-1), Cancel);
        await PutAsync("being judged", null);

        await MendAsync();

        Assert.Equal(["dataset:lake/being judged"], await ListedAsync());
    }

    [Fact]
    public async Task A_failure_that_was_restated_or_went_into_a_chunk_does_not_stay_listed()
    {
        foreach (SeriesTail hidden in new[]
        {
            new SeriesTail { Measure = Measures.Failed, JudgedUntil = Six, Points = [new SeriesPoint(Six, 0, 1) { Judgement = Judged, Restated = true }] },
            new SeriesTail { Measure = Measures.Failed, JudgedUntil = Six, Points = [new(Six.AddHours(1), 0, 2)] },
        })
        {
            await _outlooks.Troubles.ListAsync(new(Load, null, Six, []), Six, Cancel);
            KeepTrouble keep = new(_outlooks.Troubles);

            keep.Loaded(Job(hidden));
            await keep.RunAsync(new Outlook { Subject = Load }, Six, Cancel);

            Assert.Empty(await _outlooks.Troubles.OfAsync(OutlookStore.Jobs, Cancel).ToListAsync(Cancel));
        }
    }

    [Fact]
    public async Task What_an_attempt_listed_that_could_not_be_saved_is_taken_back_by_the_next()
    {
        KeepTrouble keep = new(_outlooks.Troubles);

        keep.Loaded(Job());
        await keep.RunAsync(new Outlook { Subject = Load, FailingSince = Six }, Six, Cancel);
        Assert.Single(await _outlooks.Troubles.OfAsync(OutlookStore.Jobs, Cancel).ToListAsync(Cancel));
        keep.Loaded(Job());
        await keep.RunAsync(new Outlook { Subject = Load }, Six, Cancel);

        Assert.Empty(await _outlooks.Troubles.OfAsync(OutlookStore.Jobs, Cancel).ToListAsync(Cancel));
    }

    private static SubjectSeries Job(params SeriesTail[] tails)
    {
        SubjectSeries series = new(Load);
        foreach (SeriesTail tail in tails)
        {
            series.Set(tail);
        }

        return series;
    }

    private static Trouble Late(string name) => new(Subject.Dataset("lake", name), Six, null, []);

    private static Trouble? Of(params SeriesPoint[] outcomes) => Trouble.Of(Outlook.Of(Job(new SeriesTail { Measure = Measures.Failed, Points = outcomes }))!);

    private Task PutAsync(string name, DateTimeOffset? late) => _outlooks.PutAsync(new Outlook { Subject = Subject.Dataset("lake", name), LateSince = late }, Cancel);

    private Task<(int Known, int InTrouble)> MendAsync() => _outlooks.Troubles.MendAsync(OutlookStore.Datasets, _outlooks.AllAsync(OutlookStore.Datasets, Cancel), Six, Cancel);

    private async Task<string[]> ListedAsync() => [.. (await _outlooks.Troubles.OfAsync(OutlookStore.Datasets, Cancel).ToListAsync(Cancel)).Select(t => t.Subject.Text)];
}
