using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Detection;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Unit.Incidents;

/// <summary>A service of which one measure of one subject is fed by hand: each piece is heard of when its last point is due, and judged then.</summary>
internal sealed class Watched
{
    public static readonly DateTimeOffset Begin = new(2026, 8, 3, 0, 0, 0, TimeSpan.Zero);

    public Watched(Settings? settings = null, MemoryStore? store = null, Func<IFusion?>? fusion = null)
    {
        Store = store ?? new MemoryStore();
        Clock = new SimulatedTime(Begin);
        Settings asked = settings ?? Settings.Default;
        Service = new(new Surroundings { Store = Store, Time = Clock, Settings = () => asked, Fusion = fusion ?? (() => null) });
    }

    /// <summary>Another measure of the same service.</summary>
    public Watched(Watched beside) => (Store, Clock, Service) = (beside.Store, beside.Clock, beside.Service);

    public MemoryStore Store { get; }

    public SimulatedTime Clock { get; }

    public Service Service { get; }

    public Subject Subject { get; init; } = Subject.Stream("orders");

    public string Measure { get; init; } = "queue";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A value at a number of steps after <see cref="Begin"/>; its id is its place.</summary>
    public static SeriesPoint Point(TimeSpan step, int at, double value) => new(Begin + (step * at), value, (ulong)at + 1);

    public async Task FeedAsync(IReadOnlyList<SeriesPoint> points, DateTimeOffset? heard = null)
    {
        await new AppendPoints(Service.Series).RunAsync(Subject, [.. points.Select(p => (Measure, p))], Cancel);
        DateTimeOffset now = heard ?? points.Max(p => p.Time);
        Clock.MoveTo(now > Clock.GetUtcNow() ? now : Clock.GetUtcNow());
        await JudgeAsync();
    }

    public async Task FeedOneByOneAsync(IEnumerable<SeriesPoint> points)
    {
        foreach (SeriesPoint point in points)
        {
            await FeedAsync([point]);
        }
    }

    public async Task JudgeAsync()
    {
        await Service.DueRows.PutAsync(Clock.GetUtcNow(), DueKind.Judge, Subject.Text, Cancel);
        await Service.WhatIsDue.RunAsync(Cancel);
    }

    public Task<IReadOnlyList<SeriesPoint>> PointsAsync() => Service.Series.PointsAsync(Subject, Measure, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel);

    public async Task<IReadOnlyList<Incident>> IncidentsAsync() =>
        [.. (await Service.Incidents.OpenedAsync(Begin.AddDays(-1), Clock.GetUtcNow().AddDays(1), Cancel).ToListAsync(Cancel)).OrderBy(i => i.Opened)];

    public async Task<double> SensitivityAsync() =>
        (await Service.Tuning.OfAsync(Subject, (double)Service.Settings().Detection.Sensitivity, Clock.GetUtcNow(), Cancel))(Measure).Sensitivity;

    public async Task SayAsync(Incident incident, string word, string by = "Ana") => await Service.Act.RunAsync(incident.Id, new(ActKind.Feedback, by, word), Cancel);
}
