using CsCheck;
using Observability.Adapters.Memory;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Unit.Incidents;

/// <summary>A point is judged once; what comes later changes picture and evidence, and tells nobody.</summary>
public sealed class LatePointsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Points_that_come_in_any_order_end_with_the_verdicts_that_they_get_in_order() =>
        Gen.Select(Gen.Int[20, 700], Gen.Int[0, 1_000_000], Gen.Int[5, 300]).Sample(
            (count, seed, piece) =>
            {
                SeriesPoint[] points = Points(count, seed);
                Assert.Equal(Numbers(Wait(JudgedAsync([.. points.Chunk(64)]))), Numbers(Wait(JudgedAsync([.. Shuffle.Of(points, seed).Chunk(piece)]))));
            },
            iter: 25);

    [Fact]
    public async Task A_point_that_comes_late_opens_no_incident_and_has_a_verdict()
    {
        Watched watched = new();
        SeriesPoint[] points = Points(400, 3);
        SeriesPoint late = points[380] with { Value = 5000 };
        await watched.FeedAsync([.. points.Where(p => p.Id != late.Id)]);

        await watched.FeedAsync([late]);

        Assert.Empty(await watched.IncidentsAsync());
        SeriesPoint stored = (await watched.PointsAsync()).Single(p => p.Id == late.Id);
        Assert.True(stored is { Late: true, Judgement: { Anomalous: true, Alert: false } });
    }

    [Fact]
    public async Task A_value_that_is_stated_again_counts_for_what_comes_and_keeps_what_was_said_of_it()
    {
        Watched watched = new();
        SeriesPoint[] points = Points(300, 4);
        await watched.FeedAsync(points);
        IReadOnlyList<SeriesPoint> before = await watched.PointsAsync();

        await watched.FeedAsync([points[250] with { Value = 9000 }]);

        IReadOnlyList<SeriesPoint> after = await watched.PointsAsync();
        Assert.Equal(before[250].Judgement, after[250].Judgement);
        Assert.True(after[250].Restated);
        Assert.Equal(before.Take(250), after.Take(250));
        Assert.NotEqual(before[260].Judgement!.Value.Upper, after[260].Judgement!.Value.Upper);
        Assert.Empty(await watched.IncidentsAsync());
    }

    [Fact]
    public async Task A_series_whose_points_come_behind_each_other_waits_and_judges_each_once()
    {
        Watched watched = new();
        SeriesPoint[] points = Points(240, 5);
        await watched.FeedAsync(points[..200]);
        await watched.FeedAsync([points[201]]);
        await watched.FeedAsync([points[200]]); // too late: from now on points wait for those before them

        await watched.FeedAsync([points[203]]);
        Assert.Null((await watched.PointsAsync())[^1].Judgement);
        await watched.FeedAsync([points[202]]);
        await watched.FeedAsync([points[204]]);

        IReadOnlyList<SeriesPoint> stored = await watched.PointsAsync();
        Assert.All(stored.Where(p => p.Id is 203 or 204), p => Assert.True(p is { Late: false, Judgement: not null }));
    }

    [Fact]
    public async Task What_waits_is_judged_a_step_later_when_nothing_else_comes()
    {
        Watched watched = new();
        SeriesPoint[] points = Points(240, 6);
        await watched.FeedAsync(points[..200]);
        await watched.FeedAsync([points[201]]);
        await watched.FeedAsync([points[200]]);
        await watched.FeedAsync([points[203]]);

        watched.Clock.MoveTo(watched.Clock.GetUtcNow() + Hour);
        await watched.Service.WhatIsDue.RunAsync(Cancel);

        Assert.NotNull((await watched.PointsAsync())[^1].Judgement);
    }

    [Fact]
    public async Task History_that_is_read_in_warms_the_state_in_one_pass_without_an_incident()
    {
        SeriesPoint[] points = Points(3000, 7);
        points[2000] = points[2000] with { Value = 5000 };
        Watched watched = new();

        await watched.FeedAsync(points, heard: points[^1].Time.AddDays(3));

        Assert.Empty(await watched.IncidentsAsync());
        IReadOnlyList<SeriesPoint> stored = await watched.PointsAsync();
        Assert.All(stored, p => Assert.NotNull(p.Judgement));
        Assert.True(stored[2000].Judgement!.Value.Anomalous);
    }

    [Fact]
    public async Task A_state_of_another_version_is_made_anew_from_the_points_and_tells_nobody()
    {
        SeriesPoint[] points = Points(900, 8);
        points[700] = points[700] with { Value = 5000 };
        MemoryStore store = new();
        Watched watched = new(store: store);
        foreach (SeriesPoint[] piece in points[..^1].Chunk(70))
        {
            await watched.FeedAsync(piece, heard: points[^1].Time.AddDays(3));
        }

        await SpoilStatesAsync(store);
        await watched.FeedAsync([points[^1]], heard: points[^1].Time.AddDays(3));

        Assert.Equal(Numbers(await JudgedAsync([points])), Numbers(await watched.PointsAsync()));
        Assert.Empty(await watched.IncidentsAsync());
    }

    // The version byte of every state, of tails and of chunks, as a build of another time would have it.
    private static async Task SpoilStatesAsync(MemoryStore store)
    {
        List<Row> rows = await store.RowsAsync("series", new KeyRange(null), Cancel).ToListAsync(Cancel);
        foreach (Row row in rows.Where(r => r.Key.StartsWith("s,", StringComparison.Ordinal) || r.Key.StartsWith("c,", StringComparison.Ordinal)))
        {
            string measure = (string)row.Values["Measure"];
            byte[] bytes = Body.Get(row)!.Value.ToArray();
            if (row.Key.StartsWith("c,", StringComparison.Ordinal))
            {
                SeriesChunk chunk = SeriesCodec.DecodeChunk(measure, bytes);
                bytes = SeriesCodec.Encode(chunk with { StateAfter = [99, .. chunk.StateAfter.Skip(1)] });
            }
            else
            {
                bytes = [99, 0, 0, 0];
            }

            Dictionary<string, object> values = new() { ["Subject"] = row.Values["Subject"], ["Measure"] = measure };
            Body.Put(values, bytes, compress: false);
            await store.WriteAsync("series", row.Partition, [new Write.Put(row.Key, values)], Cancel);
        }
    }

    private static async Task<IReadOnlyList<SeriesPoint>> JudgedAsync(SeriesPoint[][] pieces)
    {
        Watched watched = new();
        foreach (SeriesPoint[] piece in pieces)
        {
            await watched.FeedAsync(piece, heard: pieces.SelectMany(p => p).Max(p => p.Time).AddDays(3));
        }

        watched.Clock.MoveTo(watched.Clock.GetUtcNow().AddDays(1));
        await watched.JudgeAsync();
        return await watched.PointsAsync();
    }

    private static IEnumerable<(ulong, double, float?, double?, double?, double?)> Numbers(IReadOnlyList<SeriesPoint> points) =>
        points.Select(p => (p.Id, p.Value, p.Judgement?.Score, p.Judgement?.Expected, p.Judgement?.Lower, p.Judgement?.Upper));

    private static SeriesPoint[] Points(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => Watched.Point(Hour, i, 100 + (20 * Math.Sin(i * Math.Tau / 24)) + random.NextDouble()))];
    }

#pragma warning disable xUnit1031 // CsCheck calls a function that gives no task.
    private static T Wait<T>(Task<T> task) => Task.Run(() => task).GetAwaiter().GetResult();
#pragma warning restore xUnit1031
}
