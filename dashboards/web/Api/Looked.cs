using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Cost;
using Observability.Core.Lineage;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Web.Api;

/// <summary>GET /api/v1/lineage, /api/v1/series and /api/v1/costs.</summary>
internal static class Looked
{
    public static async Task<IResult> LineageAsync(HttpRequest request, Service service, CancellationToken cancel)
    {
        Asked asked = new(request.Query);
        Subject? subject = asked.Subject("subject", required: true);
        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        LineageWalk walk = new(service.Lineage);
        return TypedResults.Json(
            new LineageView(subject!.Value, Steps(await walk.UpAsync(subject.Value, cancel).ConfigureAwait(false)), Steps(await walk.DownAsync(subject.Value, cancel).ConfigureAwait(false))),
            ApiJson.Default.LineageView);
    }

    public static async Task<IResult> SeriesAsync(HttpRequest request, Service service, CancellationToken cancel)
    {
        Asked asked = new(request.Query);
        Subject? subject = asked.Subject("subject", required: true);
        DateTimeOffset to = asked.Time("to") ?? service.Time.GetUtcNow().AddTicks(1);
        DateTimeOffset from = asked.Time("from") ?? to.AddDays(-60);
        if (to - from > TimeSpan.FromDays(400))
        {
            asked.Bad("from", "at most 400 days at once");
        }

        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        string? measure = asked.Text("measure");
        SubjectSeries known = await service.Series.LoadAsync(subject!.Value, cancel).ConfigureAwait(false);
        IReadOnlyList<SeriesPoint> points = measure is null ? [] : await service.Series.PointsAsync(subject.Value, measure, from, to, cancel).ConfigureAwait(false);
        return TypedResults.Json(
            new SeriesView(subject.Value, [.. known.Tails.Select(t => t.Measure)], measure, measure is null ? null : Measures.UnitOf(measure), [.. points.Select(ViewOf)]),
            ApiJson.Default.SeriesView);
    }

    public static async Task<IResult> CostsAsync(HttpRequest request, Service service, CancellationToken cancel)
    {
        Asked asked = new(request.Query);
        int take = asked.Take();
        DateOnly today = DateOnly.FromDateTime(service.Time.GetUtcNow().UtcDateTime);
        DateOnly to = asked.Day("to") ?? today.AddDays(1);
        DateOnly from = asked.Day("after") is { } after ? after.AddDays(1) : asked.Day("from") ?? to.AddDays(-31);
        (IReadOnlyList<CostDimension> by, IReadOnlyList<string> unknown) = CostDimensions.Read(asked.Text("by") ?? "SubAccountId,ServiceName");
        foreach (string name in unknown)
        {
            asked.Bad("by", $"unknown dimension {SafeText.Cut(name)}; there are {CostDimensions.Known}");
        }

        if (to.DayNumber - from.DayNumber > 400)
        {
            asked.Bad("from", "at most 400 days at once");
        }

        if (asked.Problems.Count > 0)
        {
            return Problems.Bad(asked.Problems);
        }

        // A page ends with a whole day: all rows of a day stand on one page.
        List<CostView> rows = [];
        List<DayCost> day = [];
        string? next = null;
        await foreach (DayCost one in service.Ledger.DaysAsync(from, to, cancel).ConfigureAwait(false))
        {
            if (day.Count > 0 && day[0].Day != one.Day)
            {
                rows.AddRange(day.SelectMany(d => ViewsOf(d, by)));
                (string text, day) = (day[0].Day.ToString("yyyy-MM-dd"), []);
                if (rows.Count >= take)
                {
                    next = text;
                    break;
                }
            }

            day.Add(one);
        }

        rows.AddRange(day.SelectMany(d => ViewsOf(d, by)));
        return TypedResults.Json(new PageView<CostView>(rows, next), ApiJson.Default.PageViewCostView);
    }

    private static IEnumerable<CostView> ViewsOf(DayCost day, IReadOnlyList<CostDimension> by) =>
        day.Items.GroupBy(item => (item.Currency, Key: string.Join('\n', by.Select(d => d.Of(day, item))))).Select(g => new CostView(
            day.Day,
            by.ToDictionary(d => d.Name, d => d.Of(day, g.First())),
            g.Key.Currency,
            g.Sum(i => i.Effective),
            g.Sum(i => i.Billed),
            day.Complete,
            day.AsOf,
            day.Deliveries));

    private static LineageStep[] Steps(IReadOnlyDictionary<Subject, int> reached) => [.. reached.Select(r => new LineageStep(r.Key, r.Value))];

    private static PointView ViewOf(SeriesPoint point) => new(
        point.Time,
        point.Value,
        point.Judgement?.Expected,
        point.Judgement?.Lower,
        point.Judgement?.Upper,
        point.Judgement?.Score,
        point.Judgement is { Anomalous: true },
        point.Late,
        point.Restated,
        point.Ref);
}
