using Observability.Adapters.Memory;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Unit.Series;

public sealed class TroubleTests
{
    private static readonly DateTimeOffset Six = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
    private static readonly Judgement Judged = new(0, false, false, null, null, null);
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

    private static Trouble Late(string name) => new(Subject.Dataset("lake", name), Six, null, []);

    private static Trouble? Of(params SeriesPoint[] outcomes)
    {
        SubjectSeries series = new(Subject.Job("air", "load"));
        series.Set(new SeriesTail { Measure = Measures.Failed, Points = outcomes });
        return Trouble.Of(Outlook.Of(series)!);
    }

    private Task PutAsync(string name, DateTimeOffset? late) => _outlooks.PutAsync(new Outlook { Subject = Subject.Dataset("lake", name), LateSince = late }, Cancel);

    private Task<(int Known, int InTrouble)> MendAsync() => _outlooks.Troubles.MendAsync(OutlookStore.Datasets, _outlooks.AllAsync(OutlookStore.Datasets, Cancel), Six, Cancel);

    private async Task<string[]> ListedAsync() => [.. (await _outlooks.Troubles.OfAsync(OutlookStore.Datasets, Cancel).ToListAsync(Cancel)).Select(t => t.Subject.Text)];
}
