using System.Globalization;
using System.Text;
using Observability.Adapters.Sqlite;
using Observability.Core;
using Observability.Core.Cost;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Integration.Cli;

/// <summary>What a data folder holds, as text: runs, the points of every series, and the ledger.</summary>
internal static class Stored
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<string> OfAsync(string data)
    {
        await using SqliteStore store = new(data);
        Service service = new(new Surroundings { Store = store, Time = TimeProvider.System });
        StringBuilder text = new();
        List<RunSummary> runs = await service.Runs.RecentAsync(Inputs.Begin.AddDays(-90), Inputs.Begin.AddDays(200), Cancel).ToListAsync(Cancel);
        foreach (RunSummary run in runs.OrderBy(r => r.Job.Text, StringComparer.Ordinal).ThenBy(r => r.Started).ThenBy(r => r.RunId, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"run {run}\n");
        }

        List<Subject> subjects =
        [
            .. (await service.Jobs.AllAsync(Cancel).ToListAsync(Cancel)).Select(j => j.Job),
            .. (await service.Datasets.AllAsync(Cancel).ToListAsync(Cancel)).Select(d => d.Dataset),
        ];
        foreach (Subject subject in subjects.OrderBy(s => s.Text, StringComparer.Ordinal))
        {
            foreach (SeriesTail tail in (await service.Series.LoadAsync(subject, Cancel)).Tails)
            {
                IReadOnlyList<SeriesPoint> points = await service.Series.PointsAsync(subject, tail.Measure, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel);
                text.Append(CultureInfo.InvariantCulture, $"{subject} {tail.Measure} {tail.Count}: {string.Join(' ', points.Select(p => $"{p.Time.UtcTicks}={p.Value}").Order(StringComparer.Ordinal))}\n");
            }
        }

        await foreach (DayCost day in service.Ledger.DaysAsync(new(2026, 1, 1), new(2027, 12, 31), Cancel))
        {
            text.Append(CultureInfo.InvariantCulture, $"cost {day.Day:yyyyMMdd} {day.SubAccount} {day.Deliveries} {string.Join(',', day.Totals().OrderBy(t => t.Key).Select(t => $"{t.Value} {t.Key}"))}\n");
        }

        return text.ToString();
    }
}
