using CsCheck;
using Observability.Core.Incidents;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Unit.Incidents.Tuning;

/// <summary>What people said of incidents becomes labels of the rows of their series: events, quiet, unknown.</summary>
public sealed class JudgedStretchesTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Subject Job = Subject.Job("air", "load");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_useful_is_an_event_from_its_first_to_its_last_slow_run()
    {
        Watched watched = await SlowAsync();
        await watched.SayAsync(Assert.Single(await watched.IncidentsAsync()), "useful");

        JudgedSeries judged = Assert.Single(await FindAsync(watched));

        Assert.Equal((Job, Measures.Duration, 720), (judged.Subject, judged.Measure, judged.Points.Count));
        Assert.Equal([(680, 682)], judged.Events);
        Assert.Equal((1, 0), (judged.Useful.Count, judged.Noise.Count));
        Assert.DoesNotContain(judged.Unknown, u => u.First <= 682 && u.Last >= 680);
    }

    [Fact]
    public async Task What_was_noise_is_quiet_as_is_the_time_in_which_nothing_was_told()
    {
        Watched watched = await SlowAsync();
        await watched.SayAsync(Assert.Single(await watched.IncidentsAsync()), "noise");

        JudgedSeries judged = Assert.Single(await FindAsync(watched));

        Assert.Empty(judged.Events);
        Assert.Equal((0, 1), (judged.Useful.Count, judged.Noise.Count));
        Assert.DoesNotContain(judged.Unknown, u => u.Last >= 670);
    }

    [Fact]
    public async Task What_nobody_spoke_of_and_what_was_unusual_in_history_that_opened_nothing_is_unknown()
    {
        Watched watched = await SlowAsync(300, 680, 700);
        Incident[] incidents = [.. await watched.IncidentsAsync()];
        Assert.Equal(2, incidents.Length);
        await watched.SayAsync(incidents[0], "useful");

        JudgedSeries judged = Assert.Single(await FindAsync(watched));

        Assert.Equal([(680, 682)], judged.Events);
        Assert.Contains(judged.Unknown, u => u.First <= 300 && u.Last >= 300);
        Assert.Contains((700, 702), judged.Unknown);
    }

    [Theory]
    [InlineData("planned")]
    [InlineData("noise", "withdraw")]
    [InlineData("useful", "noise", "withdraw")]
    [InlineData("useful", "planned")]
    public async Task Plans_and_words_that_were_taken_back_teach_nothing(params string[] words)
    {
        Watched watched = await SlowAsync();
        foreach (string word in words)
        {
            await watched.SayAsync((await watched.IncidentsAsync())[0], word);
        }

        Assert.Empty(await FindAsync(watched));
    }

    [Fact]
    public async Task The_newest_word_of_each_person_counts_and_as_many_of_both_are_none()
    {
        Watched watched = await SlowAsync();
        async Task SayAsync(string word, string by) => await watched.SayAsync((await watched.IncidentsAsync())[0], word, by);

        await SayAsync("useful", "Ana");
        await SayAsync("noise", "Ben");
        Assert.Empty(await FindAsync(watched));

        await SayAsync("useful", "Cleo");
        Assert.Single(Assert.Single(await FindAsync(watched)).Events);

        await SayAsync("noise", "Ana");
        Assert.Empty(Assert.Single(await FindAsync(watched)).Events);
    }

    [Theory]
    [InlineData("run-failed")]
    [InlineData("run-late")]
    [InlineData("run-missing")]
    [InlineData("dataset-stale")]
    public async Task Failed_runs_and_deadlines_are_no_series_of_values(string kind)
    {
        Watched watched = await SlowAsync();
        Incident incident = Told(kind, Watched.Begin + (600 * Hour), Watched.Begin + (603 * Hour), Feedback.Useful);
        Assert.True(await watched.Service.Incidents.SaveAsync(incident, null, [], Cancel));

        Assert.Empty(await FindAsync(watched));
    }

    [Fact]
    public async Task A_series_that_an_incident_only_touched_is_unknown_there()
    {
        Watched watched = await SlowAsync();
        await watched.SayAsync(Assert.Single(await watched.IncidentsAsync()), "useful");
        Incident elsewhere = Told(IncidentKind.RunFailed, Watched.Begin + (600 * Hour), Watched.Begin + (603 * Hour), Feedback.Noise) with
        {
            Root = Subject.Job("air", "before"),
            Members = [new(Subject.Job("air", "before"), IncidentKind.RunFailed, "", Watched.Begin), new(Job, IncidentKind.RunSlow, "", Watched.Begin + (600 * Hour), Watched.Begin + (603 * Hour))],
        };
        await watched.Service.Incidents.SaveAsync(elsewhere, null, [], Cancel);

        JudgedSeries judged = Assert.Single(await FindAsync(watched));

        Assert.Contains((600, 602), judged.Unknown);
        Assert.Equal([(680, 682)], judged.Events);
    }

    [Fact]
    public void Spend_is_told_a_day_later_than_it_was_spent()
    {
        Subject spend = Subject.Spend(("SubAccountId", "a"));
        string measure = Measures.CostIn("USD");
        SeriesPoint[] points = [.. Enumerable.Range(0, 30).Select(i => Point(TimeSpan.FromDays(1), i, i is 20 or 21))];
        DateTimeOffset told = points[20].Time.AddDays(1);
        Incident incident = Told(IncidentKind.Spend, told, told.AddDays(2), Feedback.Useful, spend) with { Evidence = new() { Measure = measure, Why = "" } };

        Assert.Equal([(20, 21)], JudgedStretches.Of(spend, measure, points, [incident])!.Events);
        Assert.Null(JudgedStretches.Of(spend, Measures.CostIn("EUR"), points, [incident]));
    }

    // Incidents as (first row, rows, word), and other rows that are unusual: what a row is follows from the strongest of what covers it.
    [Fact]
    public void Every_row_is_an_event_or_unknown_or_quiet_by_the_strongest_word_and_without_a_word_there_is_no_series() =>
        Gen.Select(Gen.Select(Gen.Int[0, 99], Gen.Int[1, 12], Gen.Int[0, 3]).Array[0, 6], Gen.Int[0, 99].Array[0, 10]).Sample((told, others) =>
        {
            bool[] unusual = [.. Enumerable.Range(0, 100).Select(i => others.Contains(i) || told.Any(t => i >= t.Item1 && i < t.Item1 + t.Item2))];
            SeriesPoint[] points = [.. unusual.Select((u, i) => Point(Hour, i, u))];
            Feedback?[] words = [null, Feedback.Planned, Feedback.Noise, Feedback.Useful];
            Incident[] incidents = [.. told.Select((t, i) => Told(IncidentKind.RunSlow, points[t.Item1].Time, points[t.Item1].Time + (t.Item2 * Hour), words[t.Item3]) with { Id = $"202608-{i:000000000000}" })];

            JudgedSeries? judged = JudgedStretches.Of(Job, Measures.Duration, points, incidents);

            if (told.All(t => t.Item3 < 2))
            {
                Assert.Null(judged);
                return;
            }

            for (int i = 0; i < points.Length; i++)
            {
                // Each goes on while rows without a break are out of their band.
                int strongest = told.Where(t => i >= t.Item1 && unusual[t.Item1..(i + 1)].All(u => u)).Select(t => Math.Max(1, t.Item3)).Append(unusual[i] ? 1 : 0).Max();
                Assert.Equal((i, strongest == 3), (i, judged!.Events.Any(e => e.First <= i && i <= e.Last)));
                Assert.Equal((i, strongest == 1), (i, judged.Unknown.Any(u => u.First <= i && i <= u.Last)));
            }

            Assert.All(judged!.Events.Zip(judged.Events.Skip(1)), pair => Assert.True(pair.First.Last < pair.Second.First));
            Assert.Equal(told.Count(t => t.Item3 == 3), judged.Useful.Count);
            Assert.Equal(told.Count(t => t.Item3 == 2), judged.Noise.Count);
        });

    private static SeriesPoint Point(TimeSpan step, int at, bool unusual) =>
        Watched.Point(step, at, unusual ? 900 : 100) with { Judgement = new(unusual ? 0.9f : 0.1f, unusual, unusual, 100, 80, 120) };

    private static Incident Told(string kind, DateTimeOffset from, DateTimeOffset until, Feedback? word, Subject? subject = null) => new()
    {
        Id = "202608-0123456789ab",
        Kind = kind,
        Severity = Severity.Warning,
        Root = subject ?? Job,
        Title = "",
        Opened = from,
        Closed = until,
        State = IncidentState.Resolved,
        Members = [new(subject ?? Job, kind, "", from, until)],
        Evidence = new() { Why = "" },
        Feedback = word is { } says ? [new(until, "Ana", says)] : [],
    };

    private static Task<IReadOnlyList<JudgedSeries>> FindAsync(Watched watched) => new FindJudgedSeries(watched.Service.Incidents, watched.Service.Series).RunAsync(Cancel);

    // A job of ten minutes every hour for a month, with three runs of half an hour more at each of the places; until row 670 it is history.
    private static async Task<Watched> SlowAsync(params int[] at)
    {
        at = at.Length > 0 ? at : [680];
        Watched watched = new() { Subject = Job, Measure = Measures.Duration };
        SeriesPoint[] points = [.. Enumerable.Range(0, 720).Select(i => Watched.Point(Hour, i, 600 + new Random(i).Next(30) + (at.Any(a => i >= a && i < a + 3) ? 1800 : 0)))];
        await watched.FeedAsync(points[..670]);
        await watched.FeedOneByOneAsync(points[670..]);
        return watched;
    }
}
