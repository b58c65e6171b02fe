using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Web.Backtests;

/// <summary>Judges the history of a series anew for a page: 6 ranges, and one for every 50 chunks.</summary>
internal static class ReadBacktest
{
    /// <param name="of">The subject; null or without series: no page.</param>
    /// <param name="measure">null: the first that is judged by its values.</param>
    public static async Task<BacktestPageView?> RunAsync(Service service, string? of, string? measure, CancellationToken cancel)
    {
        Subject subject = new(of ?? "");
        string[] measures = [.. (await service.Series.LoadAsync(subject, cancel).ConfigureAwait(false)).Tails.Select(t => t.Measure).Where(m => FindingsOf.KindOf(subject, m) is not null && m != Measures.Failed)];
        if (measures.Length == 0)
        {
            return null;
        }

        string shown = measure is not null && measures.Contains(measure) ? measure : measures[0];
        double usual = (double)service.Settings().Detection.Sensitivity;
        string judged = (await service.Tuning.OfAsync(subject, usual, service.Time.GetUtcNow(), cancel).ConfigureAwait(false))(shown).Because;
        return new(subject, shown, measures, await service.Backtest.RunAsync(subject, shown, BacktestSeries.Beside(usual), cancel).ConfigureAwait(false), usual, judged);
    }
}
