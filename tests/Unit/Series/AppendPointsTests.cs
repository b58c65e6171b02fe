using CsCheck;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Unit.Series;

/// <summary>Series as they stand after points came in one go, one by one, or in pieces, and were judged now and then.</summary>
public sealed class AppendPointsTests
{
    private const string Measure = "rows";
    private static readonly Subject Orders = Subject.Dataset("lake", "orders");
    private readonly SimulatedTime _clock = new(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(40, 24)]
    [InlineData(700, 1)]
    [InlineData(1700, 1)]
    [InlineData(150, 24 * 31)]
    [InlineData(560, 24 * 7)]
    [InlineData(600, 24 * 31)]
    public async Task Points_that_come_in_one_go_get_the_verdicts_that_they_get_one_by_one(int count, int hoursApart)
    {
        SeriesPoint[] points = Points(count, hoursApart);

        IReadOnlyList<SeriesPoint> bulk = await StoredAsync([points]);
        IReadOnlyList<SeriesPoint> single = await StoredAsync([.. points.Select(p => new[] { p })]);

        Assert.Equal(count, bulk.Count);
        Assert.All(bulk, p => Assert.NotNull(p.Judgement));
        Assert.Equal(single, bulk);
    }

    [Fact]
    public void Points_that_come_in_any_pieces_before_judging_are_the_same_series_with_the_same_verdicts() =>
        Gen.Select(Gen.Int[2, 900], Gen.Int[0, 1_000_000]).Sample(
            (count, seed) =>
            {
                SeriesPoint[] points = Points(count, 3);
                SeriesPoint[][] pieces = [.. Shuffle.Of([.. points, .. points.Take(count / 3)], seed).Chunk(1 + seed % 400)];
                IReadOnlyList<SeriesPoint> once = Wait(StoredAsync([points]));
                IReadOnlyList<SeriesPoint> inPieces = Wait(StoredAsync(pieces, judgeBetween: false));
                Assert.Equal(once, inPieces);
            },
            iter: 40);

    [Fact]
    public void Points_that_come_late_or_twice_are_kept_once_and_in_order_of_time() =>
        Gen.Select(Gen.Int[2, 900], Gen.Int[0, 1_000_000]).Sample(
            (count, seed) =>
            {
                SeriesPoint[] points = Points(count, 5);
                SeriesPoint[][] pieces = [.. Shuffle.Of([.. points, .. points.Take(count / 3)], seed).Chunk(1 + seed % 300)];
                IReadOnlyList<SeriesPoint> stored = Wait(StoredAsync(pieces));
                Assert.Equal(points.Select(p => (p.Time, p.Value, p.Id)), stored.Select(p => (p.Time, p.Value, p.Id)));
                Assert.All(stored, p => Assert.NotNull(p.Judgement));
            },
            iter: 40);

    [Fact]
    public async Task Older_history_that_comes_after_newer_history_is_judged_with_it()
    {
        SeriesPoint[] points = Points(1500, 1);

        IReadOnlyList<SeriesPoint> stored = await StoredAsync([points[800..], points[..800]], judgeBetween: false);

        Assert.Equal(await StoredAsync([points]), stored);
    }

    [Fact]
    public async Task A_second_delivery_of_everything_is_all_duplicates()
    {
        Service service = ServiceOver(new MemoryStore());
        AppendPoints append = new(service.Series);
        (string, SeriesPoint)[] points = [.. Points(1300, 2).Select(p => (Measure, p))];
        await append.RunAsync(Orders, points, Cancel);
        await JudgeAsync(service);

        Assert.All(await append.RunAsync(Orders, points, Cancel), a => Assert.Equal(Added.Duplicate, a));
    }

    [Fact]
    public async Task A_value_that_is_stated_again_after_judging_keeps_its_verdict_wherever_it_stands()
    {
        Service service = ServiceOver(new MemoryStore());
        AppendPoints append = new(service.Series);
        SeriesPoint[] points = Points(700, 2);
        await append.RunAsync(Orders, [.. points.Select(p => (Measure, p))], Cancel);
        await JudgeAsync(service);
        IReadOnlyList<SeriesPoint> before = await service.Series.PointsAsync(Orders, Measure, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel);

        IReadOnlyList<Added> added = await append.RunAsync(Orders, [.. new[] { points[3], points[^2] }.Select(p => (Measure, p with { Value = 1e9 }))], Cancel);

        IReadOnlyList<SeriesPoint> after = await service.Series.PointsAsync(Orders, Measure, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel);
        Assert.Equal([Added.Restated, Added.Restated], added);
        Assert.Equal(before.Select(p => p.Judgement), after.Select(p => p.Judgement));
        Assert.Equal([points[3].Id, points[^2].Id], after.Where(p => p.Restated).Select(p => p.Id));
    }

    [Fact]
    public async Task More_points_of_one_instant_than_a_chunk_holds_are_all_kept()
    {
        SeriesPoint[] points = [.. Enumerable.Range(0, 1300).Select(i => Some.Point(i < 1200 ? 0 : i, i, (ulong)i + 1))];

        Assert.Equal(1300, (await StoredAsync([points])).Count);
    }

    [Fact]
    public async Task A_chunk_is_of_one_month_and_no_larger_than_its_limit()
    {
        MemoryStore store = new();
        await new AppendPoints(ServiceOver(store).Series).RunAsync(Orders, [.. Points(3000, 1).Select(p => (Measure, p))], Cancel);
        IReadOnlyList<SeriesChunk> chunks = await new SeriesStore(store).ChunksAsync(Orders, Measure, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, Cancel);

        Assert.All(chunks, c => Assert.InRange(c.Points.Count, 1, SeriesChunk.Limit));
        Assert.All(chunks, c => Assert.Equal(c.Points[0].Time.Month, c.Points[^1].Time.Month));
    }

    [Fact]
    public async Task Points_of_a_range_are_those_of_the_range()
    {
        Service service = ServiceOver(new MemoryStore());
        SeriesPoint[] points = Points(1200, 1);
        await new AppendPoints(service.Series).RunAsync(Orders, [.. points.Select(p => (Measure, p))], Cancel);

        IReadOnlyList<SeriesPoint> range = await service.Series.PointsAsync(Orders, Measure, points[100].Time, points[900].Time, Cancel);

        Assert.Equal(points[100..900].Select(p => p.Id), range.Select(p => p.Id));
    }

    private async Task<IReadOnlyList<SeriesPoint>> StoredAsync(SeriesPoint[][] pieces, bool judgeBetween = true)
    {
        Service service = ServiceOver(new MemoryStore());
        AppendPoints append = new(service.Series);
        foreach (SeriesPoint[] piece in pieces)
        {
            await append.RunAsync(Orders, [.. piece.Select(p => (Measure, p))], Cancel);
            if (judgeBetween)
            {
                await JudgeAsync(service);
            }
        }

        await JudgeAsync(service);
        await JudgeAsync(service, TimeSpan.FromDays(40)); // what waits for points before it does so no longer
        return await service.Series.PointsAsync(Orders, Measure, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel);
    }

    private async Task JudgeAsync(Service service, TimeSpan later = default)
    {
        _clock.MoveTo(_clock.GetUtcNow() + later);
        await service.DueRows.PutAsync(_clock.GetUtcNow(), DueKind.Judge, Orders.Text, Cancel);
        await service.WhatIsDue.RunAsync(Cancel);
    }

    private Service ServiceOver(ITableStore store) => new(new Surroundings { Store = store, Time = _clock });

    private static SeriesPoint[] Points(int count, int hoursApart) =>
        [.. Enumerable.Range(0, count).Select(i => new SeriesPoint(new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.Zero).AddHours((i - count) * hoursApart), 1000 + (i * 37 % 101), (ulong)(i * 7919 % 100_003) + 1))];

#pragma warning disable xUnit1031 // CsCheck calls a function that gives no task.
    private static T Wait<T>(Task<T> task) => Task.Run(() => task).GetAwaiter().GetResult();
#pragma warning restore xUnit1031
}
